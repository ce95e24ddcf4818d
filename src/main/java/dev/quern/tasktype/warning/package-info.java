/**
 * Warnings of stored rows, their counts for tasks, and skipped chunks. Imports {@code
 * dataset.entry}, {@code dataset.warning}, {@code llm.guard}, {@code meter}, {@code task.model}.
 */
@NullMarked
package dev.quern.tasktype.warning;

import org.jspecify.annotations.NullMarked;
