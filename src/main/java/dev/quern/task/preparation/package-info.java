/**
 * What a task needs before it begins and what may take long, done without a lock on its row.
 * Imports {@code root}, {@code task.model}, {@code task.queue}, {@code task.store}, {@code
 * task.type}.
 */
@NullMarked
package dev.quern.task.preparation;

import org.jspecify.annotations.NullMarked;
