/**
 * Letters of a page of PDF: which are raised, and which are drawn twice. Imports {@code
 * document.markup}.
 */
@NullMarked
package dev.quern.document.reader.pdf.letter;

import org.jspecify.annotations.NullMarked;
