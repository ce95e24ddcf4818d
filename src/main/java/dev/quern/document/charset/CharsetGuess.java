package dev.quern.document.charset;

import java.nio.charset.Charset;

/**
 * The detected charset of a text.
 *
 * @param charset the most likely charset
 * @param confidence the probability that it is right, 0 to 1
 */
public record CharsetGuess(Charset charset, double confidence) {}
