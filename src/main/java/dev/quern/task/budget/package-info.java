/**
 * What the calls of a task take, and may take, over all nodes that work on it. Imports {@code
 * root}, {@code task.model}, {@code task.run}, {@code task.store}.
 */
@NullMarked
package dev.quern.task.budget;

import org.jspecify.annotations.NullMarked;
