/**
 * Tells the {@code notify_url} of a task of its end, through an outbox in the database, again and
 * again until it is taken. Imports {@code error}, {@code meter}, {@code root}, {@code
 * task.lifecycle}, {@code task.model}.
 */
@NullMarked
package dev.quern.notify;

import org.jspecify.annotations.NullMarked;
