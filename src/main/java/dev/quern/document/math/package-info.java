/** Formulas of MathML and of Office as LaTeX. Imports {@code document.markup}. */
@NullMarked
package dev.quern.document.math;

import org.jspecify.annotations.NullMarked;
