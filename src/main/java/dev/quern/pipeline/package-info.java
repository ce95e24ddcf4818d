/**
 * Pipelines as chains of tasks, and the outbox with the exports of finished pipelines. Imports
 * {@code error}, {@code export}, {@code export.bundle}, {@code export.format}, {@code home}, {@code
 * meter}, {@code root}, {@code task}, {@code task.model}, {@code task.store}, {@code task.type},
 * {@code tasktype}.
 */
@NullMarked
package dev.quern.pipeline;

import org.jspecify.annotations.NullMarked;
