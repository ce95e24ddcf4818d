/**
 * The task type answer-generation: an answer, and its chain of thought where wanted, for each
 * question. Imports {@code dataset}, {@code dataset.chunk}, {@code dataset.entry}, {@code
 * dataset.question}, {@code dataset.template}, {@code error}, {@code llm.reply}, {@code
 * llm.request}, {@code task.lifecycle}, {@code task.model}, {@code task.run}, {@code task.store},
 * {@code task.type}, {@code tasktype}, {@code tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.answergeneration;

import org.jspecify.annotations.NullMarked;
