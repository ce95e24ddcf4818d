/**
 * Notifies the {@code notify_url} of ended tasks through an outbox in the database, with retries
 * until it is accepted. Imports {@code address}, {@code error}, {@code meter}, {@code root}, {@code
 * task.lifecycle}, {@code task.model}, {@code transaction}.
 */
@NullMarked
package dev.quern.notify;

import org.jspecify.annotations.NullMarked;
