/** PDF, by where its words stand on the page: tables, columns, running headers and footers. */
@NullMarked
package dev.quern.document.pdf;

import org.jspecify.annotations.NullMarked;
