/**
 * The task type question-generation: questions about each chunk, for each pair of genre and
 * audience (GA pair). Imports {@code dataset}, {@code dataset.chunk}, {@code dataset.question},
 * {@code document.store}, {@code error}, {@code llm.prompt}, {@code llm.provider}, {@code
 * llm.reply}, {@code llm.request}, {@code llm.schema}, {@code task.lifecycle}, {@code task.model},
 * {@code task.run}, {@code task.store}, {@code task.type}, {@code tasktype}, {@code
 * tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.questiongeneration;

import org.jspecify.annotations.NullMarked;
