/**
 * Recurring tasks: a cron expression on the clocks of a time zone, fired once whatever the number
 * of nodes. Imports {@code dataset}, {@code error}, {@code root}, {@code task}, {@code task.model}.
 */
@NullMarked
package dev.quern.schedule;

import org.jspecify.annotations.NullMarked;
