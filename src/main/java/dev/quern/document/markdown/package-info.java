/** Markdown in blocks with their places, parsed section by section. */
@NullMarked
package dev.quern.document.markdown;

import org.jspecify.annotations.NullMarked;
