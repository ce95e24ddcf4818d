/** Pages of HTML as a browser shows them: what is displayed, in its structure. */
@NullMarked
package dev.quern.document.page;

import org.jspecify.annotations.NullMarked;
