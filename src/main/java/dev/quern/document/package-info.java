/**
 * What a file is: its kind by a first look, and the text that was read from it. Imports {@code
 * document.charset}.
 */
@NullMarked
package dev.quern.document;

import org.jspecify.annotations.NullMarked;
