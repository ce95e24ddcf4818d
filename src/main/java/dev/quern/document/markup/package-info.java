/**
 * What the readers of all formats share: the XHTML events they answer, readable text, formulas,
 * symbols, lists. Imports nothing of the other packages.
 */
@NullMarked
package dev.quern.document.markup;

import org.jspecify.annotations.NullMarked;
