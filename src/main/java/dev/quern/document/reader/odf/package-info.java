/**
 * Documents of OpenDocument (ISO/IEC 26300): texts, spreadsheets, presentations. Imports {@code
 * document.markup}, {@code document.math}, {@code document.reader.office}.
 */
@NullMarked
package dev.quern.document.reader.odf;

import org.jspecify.annotations.NullMarked;
