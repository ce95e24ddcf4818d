/**
 * PowerPoint's presentations (PresentationML, ECMA-376), as they are shown. Imports {@code
 * document.markup}, {@code document.math}, {@code document.reader.office}.
 */
@NullMarked
package dev.quern.document.reader.slides;

import org.jspecify.annotations.NullMarked;
