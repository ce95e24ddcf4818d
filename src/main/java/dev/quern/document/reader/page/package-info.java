/**
 * Pages of HTML as a browser shows them: what is displayed, in its structure. Imports {@code
 * document.markup}, {@code document.math}.
 */
@NullMarked
package dev.quern.document.reader.page;

import org.jspecify.annotations.NullMarked;
