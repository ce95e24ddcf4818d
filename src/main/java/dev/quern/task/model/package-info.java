/**
 * The values of the engine: a task, its states and the table of moves between them, its input and
 * settings. Imports {@code root}.
 */
@NullMarked
package dev.quern.task.model;

import org.jspecify.annotations.NullMarked;
