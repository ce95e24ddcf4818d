/**
 * The forked process that parses documents with Tika, and how it is talked to: a parse that runs
 * away is killed with it. Imports {@code document.charset}, {@code document.image}, {@code
 * document.markdown}.
 */
@NullMarked
package dev.quern.document.parser;

import org.jspecify.annotations.NullMarked;
