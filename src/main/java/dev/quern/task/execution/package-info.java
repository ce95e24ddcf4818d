/**
 * Where db-scheduler meets the engine: it takes tasks whose turn it is, recovers those of dead
 * nodes, and runs the housekeeping jobs. Imports {@code root}, {@code task.budget}, {@code
 * task.lifecycle}, {@code task.model}, {@code task.queue}, {@code task.run}, {@code task.store},
 * {@code task.type}, {@code task.watch}.
 */
@NullMarked
package dev.quern.task.execution;

import org.jspecify.annotations.NullMarked;
