/**
 * The interface of task types for the engine: beans that list items and store results. {@code
 * tasktype} has the implementations. Imports {@code error}, {@code task.model}, {@code task.run},
 * {@code task.store}.
 */
@NullMarked
package dev.quern.task.type;

import org.jspecify.annotations.NullMarked;
