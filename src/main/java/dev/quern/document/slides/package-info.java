/** PowerPoint's presentations (PresentationML, ECMA-376), as they are shown. */
@NullMarked
package dev.quern.document.slides;

import org.jspecify.annotations.NullMarked;
