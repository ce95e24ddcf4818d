/**
 * Opens and closes runs, stores results that the epoch allows, ends tasks, and informs watchers.
 * Imports {@code meter}, {@code root}, {@code task.budget}, {@code task.failure}, {@code
 * task.model}, {@code task.preparation}, {@code task.queue}, {@code task.run}, {@code task.store},
 * {@code task.type}, {@code task.watch}, {@code transaction}.
 */
@NullMarked
package dev.quern.task.lifecycle;

import org.jspecify.annotations.NullMarked;
