/**
 * Looks at what a model wrote before it is stored: whether it is the prompt's own words, and
 * whether it is in the language that was asked for. Pure: text in, verdict out. Imports nothing of
 * Quern.
 */
@NullMarked
package dev.quern.llm.guard;

import org.jspecify.annotations.NullMarked;
