/**
 * In which charset a text is written, told by what it reads like: letter models of languages, the
 * charsets they are written in, and how sure the answer is. Imports {@code error}.
 */
@NullMarked
package dev.quern.document.charset;

import org.jspecify.annotations.NullMarked;
