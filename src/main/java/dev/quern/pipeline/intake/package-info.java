/**
 * Incoming files from the folder and REST: stored, and queued with the tasks of their pipeline.
 * Imports {@code dataset.project}, {@code document}, {@code document.charset}, {@code
 * document.image}, {@code document.original}, {@code document.store}, {@code error}, {@code home},
 * {@code pipeline}, {@code pipeline.reading}, {@code root}, {@code task.model}.
 */
@NullMarked
package dev.quern.pipeline.intake;

import org.jspecify.annotations.NullMarked;
