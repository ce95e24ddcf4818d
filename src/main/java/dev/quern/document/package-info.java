/**
 * The kind of a file, and the text that was extracted from it. Imports {@code document.charset}.
 */
@NullMarked
package dev.quern.document;

import org.jspecify.annotations.NullMarked;
