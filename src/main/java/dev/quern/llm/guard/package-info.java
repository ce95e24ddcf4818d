/**
 * Looks at what a model wrote: echoes of the prompt, its language, repetition. Pure: text in, a
 * verdict out. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.guard;

import org.jspecify.annotations.NullMarked;
