/**
 * The task type multi-turn-generation: a dialogue about each question, generated turn by turn.
 * Imports {@code dataset}, {@code dataset.chunk}, {@code dataset.conversation}, {@code
 * dataset.question}, {@code dataset.warning}, {@code error}, {@code llm.guard}, {@code llm.reply},
 * {@code llm.reply.text}, {@code llm.request}, {@code llm.schema}, {@code task.lifecycle}, {@code
 * task.model}, {@code task.run}, {@code task.store}, {@code task.type}, {@code tasktype}, {@code
 * tasktype.input}, {@code tasktype.warning}.
 */
@NullMarked
package dev.quern.tasktype.multiturngeneration;

import org.jspecify.annotations.NullMarked;
