/**
 * A text as chunkers read it: a window of bounded size, white space, sentences, graphemes, tokens,
 * and the places where it may be cut. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.chunk.text;

import org.jspecify.annotations.NullMarked;
