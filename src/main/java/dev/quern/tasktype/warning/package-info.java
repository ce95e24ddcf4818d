/**
 * What is stored but doubtful: warnings of rows, counted for tasks, and the chunks that are
 * skipped. Imports {@code dataset.entry}, {@code dataset.template}, {@code dataset.warning}, {@code
 * llm.guard}, {@code meter}, {@code task.model}.
 */
@NullMarked
package dev.quern.tasktype.warning;

import org.jspecify.annotations.NullMarked;
