/**
 * Opening and closing runs, storing results behind the epoch, ending tasks, and telling who
 * watches. Imports {@code meter}, {@code root}, {@code task.failure}, {@code task.model}, {@code
 * task.queue}, {@code task.run}, {@code task.store}, {@code task.type}, {@code task.watch}.
 */
@NullMarked
package dev.quern.task.lifecycle;

import org.jspecify.annotations.NullMarked;
