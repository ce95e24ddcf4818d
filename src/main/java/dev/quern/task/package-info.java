/**
 * Tasks, their items and runs, the moves between states, interruption: the engine. Imports nothing
 * of Quern but the root package; task types plug in as {@link dev.quern.task.type.TaskType} beans.
 */
@NullMarked
package dev.quern.task;

import org.jspecify.annotations.NullMarked;
