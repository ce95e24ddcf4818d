/**
 * The task type dataset-evaluation: scores each entry in four dimensions. Imports {@code
 * dataset.chunk}, {@code dataset.entry}, {@code error}, {@code llm.guard}, {@code llm.reply},
 * {@code llm.request}, {@code task.model}, {@code task.run}, {@code task.store}, {@code task.type},
 * {@code tasktype}, {@code tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.datasetevaluation;

import org.jspecify.annotations.NullMarked;
