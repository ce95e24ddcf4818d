/**
 * From a task's input to its items: follows lineage from files to chunks, questions and entries;
 * and from an item back to what it is about. Imports {@code dataset}, {@code dataset.chunk}, {@code
 * dataset.question}, {@code error}, {@code task.model}, {@code task.run}, {@code task.store},
 * {@code task.type}.
 */
@NullMarked
package dev.quern.tasktype.input;

import org.jspecify.annotations.NullMarked;
