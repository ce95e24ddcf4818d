package dev.quern.document.charset;

import java.nio.charset.Charset;

/**
 * What charset a text is in, as far as can be told.
 *
 * @param charset the one that it reads best in
 * @param confidence that it reads right, 0 to 1
 */
public record CharsetGuess(Charset charset, double confidence) {}
