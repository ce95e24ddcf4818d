/**
 * The home of the tables {@code task}, {@code task_item} and {@code task_dependency}: SQL outside
 * of this package does not name them, except as {@code TableHomesTests} lists with reasons. Imports
 * {@code dataset}, {@code error}, {@code root}, {@code task.failure}, {@code task.model}, {@code
 * transaction}.
 */
@NullMarked
package dev.quern.task.store;

import org.jspecify.annotations.NullMarked;
