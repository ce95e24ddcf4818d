/**
 * Quern in processes of its own that are killed, stopped and cut off from their database. May
 * import {@code flow}'s REST client and {@code testing}; of Quern itself it knows what a user
 * knows, and the tables.
 */
@NullMarked
package dev.quern.chaos;

import org.jspecify.annotations.NullMarked;
