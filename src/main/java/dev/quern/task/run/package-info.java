/**
 * One run of a task on this node: its window of items, the single writer that commits their
 * results, its budget, its throughput, and the one way to stop it. Imports {@code root}, {@code
 * task.failure}, {@code task.model}, {@code task.store}, {@code task.watch}.
 */
@NullMarked
package dev.quern.task.run;

import org.jspecify.annotations.NullMarked;
