/** The watchers of tasks on this node. Imports nothing of Quern. */
@NullMarked
package dev.quern.task.watch;

import org.jspecify.annotations.NullMarked;
