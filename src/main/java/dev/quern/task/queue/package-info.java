/**
 * The queue of tasks: entries of db-scheduler, written in the transaction that creates or moves the
 * task. Imports {@code root}, {@code task.model}, {@code transaction}.
 */
@NullMarked
package dev.quern.task.queue;

import org.jspecify.annotations.NullMarked;
