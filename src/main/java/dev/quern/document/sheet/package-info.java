/** Excel's workbooks (SpreadsheetML, ECMA-376; BIFF), as they are shown. */
@NullMarked
package dev.quern.document.sheet;

import org.jspecify.annotations.NullMarked;
