/** Documents of OpenDocument (ISO/IEC 26300): texts, spreadsheets, presentations. */
@NullMarked
package dev.quern.document.odf;

import org.jspecify.annotations.NullMarked;
