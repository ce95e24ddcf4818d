/**
 * Rich Text Format (specification 1.9.1), as its readers see it. Imports {@code document.markup},
 * {@code document.math}, {@code document.reader.rtf.block}.
 */
@NullMarked
package dev.quern.document.reader.rtf;

import org.jspecify.annotations.NullMarked;
