/**
 * PDF, by where its words stand on the page: tables, columns, running headers and footers. Imports
 * {@code document.markup}, {@code document.reader.pdf.letter}.
 */
@NullMarked
package dev.quern.document.reader.pdf;

import org.jspecify.annotations.NullMarked;
