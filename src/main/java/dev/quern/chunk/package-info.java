/**
 * Splits text into chunks: by Markdown structure, a delimiter, sentences or tokens, in constant
 * memory, with the offsets of every chunk. Imports {@code chunk.text}, {@code document.structure}.
 */
@NullMarked
package dev.quern.chunk;

import org.jspecify.annotations.NullMarked;
