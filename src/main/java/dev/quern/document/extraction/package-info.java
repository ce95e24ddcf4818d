/**
 * Text and images out of documents: the beans of {@code routes/reading/extract-text} and {@code
 * routes/reading/parse-with-tika}, their processes, and the images that text-processing stores.
 * Imports {@code document}, {@code document.image}, {@code document.original}, {@code
 * document.parser}, {@code document.store}, {@code document.text}, {@code home}, {@code root}.
 */
@NullMarked
package dev.quern.document.extraction;

import org.jspecify.annotations.NullMarked;
