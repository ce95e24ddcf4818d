/**
 * Original files under their SHA-256, in the store that {@code quern.files.store} names: a folder
 * of the home, the database, or a bucket. Imports {@code document}, {@code error}, {@code home}.
 */
@NullMarked
package dev.quern.document.original;

import org.jspecify.annotations.NullMarked;
