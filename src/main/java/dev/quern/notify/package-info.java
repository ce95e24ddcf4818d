/**
 * Tells those who wait for a task of its end: the outbox of notifications, where they may go, how
 * they are signed and tried again. The route {@code shared/notify} sends them. Imports {@code task}
 * and the root package.
 */
@NullMarked
package dev.quern.notify;

import org.jspecify.annotations.NullMarked;
