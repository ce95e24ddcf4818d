/** The page's words and small parts. */
@NullMarked
package dev.quern.page;

import org.jspecify.annotations.NullMarked;
