/**
 * Electronic books. Imports {@code document.markup}, {@code document.reader.office}, {@code
 * document.reader.page}.
 */
@NullMarked
package dev.quern.document.reader.book;

import org.jspecify.annotations.NullMarked;
