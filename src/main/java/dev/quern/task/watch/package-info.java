/** Who watches a task on this node, and is told that it has changed. Imports nothing of Quern. */
@NullMarked
package dev.quern.task.watch;

import org.jspecify.annotations.NullMarked;
