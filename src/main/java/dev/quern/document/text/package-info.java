/**
 * Reads plain text and separated values into Markdown, on the thread that takes the file in.
 * Imports {@code document}, {@code document.charset}, {@code document.markdown}, {@code
 * document.structure}, {@code document.table}, {@code home}.
 */
@NullMarked
package dev.quern.document.text;

import org.jspecify.annotations.NullMarked;
