/**
 * What came from which file: follows an entry back and a file forward. Imports {@code dataset},
 * {@code dataset.chunk}, {@code dataset.conversation}, {@code dataset.entry}, {@code
 * dataset.question}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.dataset.lineage;

import org.jspecify.annotations.NullMarked;
