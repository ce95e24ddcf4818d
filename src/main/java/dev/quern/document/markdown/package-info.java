/**
 * Turns Tika's XHTML events into Markdown: blocks, tables, lists, the lines of PDF pages. Imports
 * nothing of Quern.
 */
@NullMarked
package dev.quern.document.markdown;

import org.jspecify.annotations.NullMarked;
