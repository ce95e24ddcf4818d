/**
 * Whether a chunk's text is worth a question. Pure: text in, a reason out. Imports nothing of
 * Quern.
 */
@NullMarked
package dev.quern.dataset.gate;

import org.jspecify.annotations.NullMarked;
