/**
 * The forked process that parses documents with Tika, and how it is talked to: a parse that runs
 * away is killed with it. Imports {@code document.charset}, {@code document.image}, {@code
 * document.markdown}, {@code document.markup}, {@code document.reader.book}, {@code
 * document.reader.mail}, {@code document.reader.notebook}, {@code document.reader.odf}, {@code
 * document.reader.page}, {@code document.reader.pdf}, {@code document.reader.rtf}, {@code
 * document.reader.sheet}, {@code document.reader.slides}, {@code document.reader.word}, {@code
 * root}.
 */
@NullMarked
package dev.quern.document.parser;

import org.jspecify.annotations.NullMarked;
