/**
 * What the text of an RTF document makes: paragraphs, headings, lists, notes and tables. Imports
 * {@code document.markup}.
 */
@NullMarked
package dev.quern.document.reader.rtf.block;

import org.jspecify.annotations.NullMarked;
