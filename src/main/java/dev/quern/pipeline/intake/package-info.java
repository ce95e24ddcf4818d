/**
 * What comes in: the folder's and REST's files, stored and queued with the tasks of their pipeline.
 * Imports {@code dataset.project}, {@code document}, {@code document.charset}, {@code
 * document.image}, {@code document.store}, {@code error}, {@code pipeline}, {@code root}, {@code
 * task.model}.
 */
@NullMarked
package dev.quern.pipeline.intake;

import org.jspecify.annotations.NullMarked;
