/**
 * Mail: who wrote to whom, when and what; attachments by their names. Imports {@code
 * document.charset}, {@code document.markup}, {@code document.reader.page}, {@code
 * document.reader.rtf}.
 */
@NullMarked
package dev.quern.document.reader.mail;

import org.jspecify.annotations.NullMarked;
