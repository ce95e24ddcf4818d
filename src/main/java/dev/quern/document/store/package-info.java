/**
 * The files of a project and their extracted texts: the tables {@code source_file} and {@code
 * source_text}. Imports {@code dataset}, {@code document}, {@code document.charset}, {@code
 * document.original}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.document.store;

import org.jspecify.annotations.NullMarked;
