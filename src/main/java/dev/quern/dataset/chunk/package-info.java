/**
 * The table {@code chunk}: the pieces of text that questions are asked about. Imports {@code
 * dataset}, {@code dataset.entry}, {@code dataset.gate}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.chunk;

import org.jspecify.annotations.NullMarked;
