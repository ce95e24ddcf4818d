/**
 * Steps as chains of tasks: the folder's and REST's, from an incoming file to the finished export
 * in the outbox. Imports {@code dataset.project}, {@code document}, {@code document.image},
 * {@code document.store}, {@code error}, {@code export}, {@code root}, {@code task},
 * {@code task.model}, {@code task.queue}, {@code task.type}.
 */
@NullMarked
package dev.quern.pipeline;

import org.jspecify.annotations.NullMarked;
