/** The watchers of tasks on this node, and the log context of a task. Imports nothing of Quern. */
@NullMarked
package dev.quern.task.watch;

import org.jspecify.annotations.NullMarked;
