/**
 * Jupyter's notebooks. Imports {@code document.markup}, {@code document.reader.page}, {@code
 * document.structure}.
 */
@NullMarked
package dev.quern.document.reader.notebook;

import org.jspecify.annotations.NullMarked;
