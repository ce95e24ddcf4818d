/** Markdown in blocks with their places, parsed section by section. Imports nothing of Quern. */
@NullMarked
package dev.quern.document.structure;

import org.jspecify.annotations.NullMarked;
