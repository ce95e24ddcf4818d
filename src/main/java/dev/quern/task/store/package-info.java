/**
 * The home of the tables {@code task}, {@code task_item} and {@code task_dependency}: no SQL
 * outside of this package names them, but for what {@code TableHomesTests} lists with its reasons.
 * Imports {@code error}, {@code root}, {@code task.failure}, {@code task.model}.
 */
@NullMarked
package dev.quern.task.store;

import org.jspecify.annotations.NullMarked;
