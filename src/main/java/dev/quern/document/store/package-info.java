/**
 * Original files under their SHA-256, and the extracted texts in PostgreSQL. Imports {@code
 * document}, {@code document.charset}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.document.store;

import org.jspecify.annotations.NullMarked;
