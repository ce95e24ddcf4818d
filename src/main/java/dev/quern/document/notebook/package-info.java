/** Jupyter's notebooks. */
@NullMarked
package dev.quern.document.notebook;

import org.jspecify.annotations.NullMarked;
