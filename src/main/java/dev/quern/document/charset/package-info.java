/**
 * Detects the charset of a text by its language: letter models of languages, the charsets of each
 * language, and a confidence. Imports {@code error}.
 */
@NullMarked
package dev.quern.document.charset;

import org.jspecify.annotations.NullMarked;
