/**
 * Splits Markdown and plain text into the chunks that questions are asked about. Reads a text once,
 * through a window of bounded size, so memory does not grow with the text. May import {@code
 * document} and nothing else of Quern.
 */
@NullMarked
package dev.quern.chunk;

import org.jspecify.annotations.NullMarked;
