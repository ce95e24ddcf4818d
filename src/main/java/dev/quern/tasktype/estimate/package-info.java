/**
 * Says beforehand what a task will ask for, cost and take. Imports {@code llm.accounting}, {@code
 * llm.prompt}, {@code llm.provider}, {@code task}, {@code task.model}, {@code task.type}, {@code
 * tasktype}.
 */
@NullMarked
package dev.quern.tasktype.estimate;

import org.jspecify.annotations.NullMarked;
