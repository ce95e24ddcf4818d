/**
 * Estimates the calls, tokens, cost and time of tasks. Imports {@code llm.accounting}, {@code
 * llm.prompt}, {@code llm.provider}, {@code task}, {@code task.model}, {@code task.type}, {@code
 * tasktype}.
 */
@NullMarked
package dev.quern.tasktype.estimate;

import org.jspecify.annotations.NullMarked;
