/**
 * Word's documents (WordprocessingML, ECMA-376), as Word shows them in its final view. Imports
 * {@code document.markup}, {@code document.math}, {@code document.reader.mail}, {@code
 * document.reader.office}, {@code document.reader.page}.
 */
@NullMarked
package dev.quern.document.reader.word;

import org.jspecify.annotations.NullMarked;
