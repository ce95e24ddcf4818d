/**
 * The beans that {@code routes/reading/extract-text} names: the Tika step and what follows it.
 * Imports {@code document}, {@code document.image}, {@code document.original}, {@code
 * document.parser}, {@code document.store}, {@code document.text}, {@code root}.
 */
@NullMarked
package dev.quern.document.extraction;

import org.jspecify.annotations.NullMarked;
