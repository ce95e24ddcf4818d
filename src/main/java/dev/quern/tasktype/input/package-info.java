/**
 * From a task's input to its items: follows lineage from files to chunks, questions and entries.
 * Imports {@code error}, {@code task.model}, {@code task.store}, {@code task.type}.
 */
@NullMarked
package dev.quern.tasktype.input;

import org.jspecify.annotations.NullMarked;
