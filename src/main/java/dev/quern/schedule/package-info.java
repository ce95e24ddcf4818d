/**
 * Tasks that come again: their cron expressions, and the fires that make the tasks. Imports {@code
 * task} and the root package.
 */
@NullMarked
package dev.quern.schedule;

import org.jspecify.annotations.NullMarked;
