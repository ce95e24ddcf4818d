/**
 * REST of tasks: creating, listing, events, schedules. Imports {@code api.request}, {@code
 * dataset.project}, {@code error}, {@code meter}, {@code notify}, {@code pipeline}, {@code root},
 * {@code schedule}, {@code task}, {@code task.model}, {@code task.watch}, {@code
 * tasktype.estimate}.
 */
@NullMarked
package dev.quern.api.task;

import org.jspecify.annotations.NullMarked;
