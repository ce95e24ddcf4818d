/**
 * Excel's workbooks (SpreadsheetML, ECMA-376; BIFF), as they are shown. Imports {@code
 * document.markup}, {@code document.reader.office}.
 */
@NullMarked
package dev.quern.document.reader.sheet;

import org.jspecify.annotations.NullMarked;
