/**
 * Recognizes chunks without usable text: tables of contents, indexes, noise. Imports nothing of
 * Quern.
 */
@NullMarked
package dev.quern.dataset.gate;

import org.jspecify.annotations.NullMarked;
