/** Secrets in the database, encrypted, and their key. Imports {@code error}, {@code home}. */
@NullMarked
package dev.quern.secret;

import org.jspecify.annotations.NullMarked;
