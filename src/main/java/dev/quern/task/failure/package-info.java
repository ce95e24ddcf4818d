/**
 * What the failure of an item means for the item and its task, and how long the next attempt waits.
 * Imports nothing of Quern.
 */
@NullMarked
package dev.quern.task.failure;

import org.jspecify.annotations.NullMarked;
