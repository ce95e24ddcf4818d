/**
 * Turns Tika's XHTML events into Markdown: blocks, tables, lists, the lines of PDF pages. Imports
 * {@code document.markup}.
 */
@NullMarked
package dev.quern.document.markdown;

import org.jspecify.annotations.NullMarked;
