/**
 * Original files under their SHA-256, and the extracted texts in PostgreSQL. Imports {@code
 * dataset}, {@code document}, {@code document.charset}, {@code document.original}, {@code error},
 * {@code root}.
 */
@NullMarked
package dev.quern.document.store;

import org.jspecify.annotations.NullMarked;
