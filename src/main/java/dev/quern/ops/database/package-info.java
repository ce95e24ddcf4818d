/**
 * The embedded PostgreSQL, its lock on the home, and the health of the database. Imports {@code
 * error}, {@code home}, {@code root}.
 */
@NullMarked
package dev.quern.ops.database;

import org.jspecify.annotations.NullMarked;
