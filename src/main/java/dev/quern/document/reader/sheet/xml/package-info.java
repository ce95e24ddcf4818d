/**
 * Workbooks of Excel 2003 in one XML file (XML Spreadsheet), as they are shown. Imports {@code
 * document.markup}, {@code document.reader.sheet}.
 */
@NullMarked
package dev.quern.document.reader.sheet.xml;

import org.jspecify.annotations.NullMarked;
