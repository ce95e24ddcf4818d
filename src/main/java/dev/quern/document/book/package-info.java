/** Electronic books. */
@NullMarked
package dev.quern.document.book;

import org.jspecify.annotations.NullMarked;
