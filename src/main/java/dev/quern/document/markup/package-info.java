/**
 * What the readers of all formats share: the XHTML events they answer, readable text, symbols,
 * lists. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.document.markup;

import org.jspecify.annotations.NullMarked;
