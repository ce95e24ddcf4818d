/**
 * Files and how they become Markdown: their kinds, charsets, and the forked parser that reads them.
 * Imports no other package of Quern.
 */
@NullMarked
package dev.quern.document;

import org.jspecify.annotations.NullMarked;
