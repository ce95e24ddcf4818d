/**
 * The forked process that parses documents with Tika, and its protocol: a parse that does not end
 * is killed with its process. Imports {@code document.charset}, {@code document.image}, {@code
 * document.markdown}, {@code document.markup}, {@code document.reader.book}, {@code
 * document.reader.mail}, {@code document.reader.notebook}, {@code document.reader.odf}, {@code
 * document.reader.page}, {@code document.reader.pdf}, {@code document.reader.rtf}, {@code
 * document.reader.sheet}, {@code document.reader.sheet.xml}, {@code document.reader.slides}, {@code
 * document.reader.word}, {@code document.structure}, {@code home}, {@code root}.
 */
@NullMarked
package dev.quern.document.parser;

import org.jspecify.annotations.NullMarked;
