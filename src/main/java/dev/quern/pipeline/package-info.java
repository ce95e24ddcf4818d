/**
 * Steps as chains of tasks, and the outbox that the exports of finished pipelines are written to.
 * Imports {@code error}, {@code export}, {@code export.bundle}, {@code meter}, {@code root}, {@code
 * task}, {@code task.model}, {@code task.type}.
 */
@NullMarked
package dev.quern.pipeline;

import org.jspecify.annotations.NullMarked;
