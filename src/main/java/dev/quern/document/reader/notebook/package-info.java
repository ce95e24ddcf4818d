/** Jupyter's notebooks. Imports {@code document.markup}, {@code root}. */
@NullMarked
package dev.quern.document.reader.notebook;

import org.jspecify.annotations.NullMarked;
