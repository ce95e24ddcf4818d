/**
 * Checks the text that a model wrote: echoes of the prompt and of the question, language,
 * repetition. Pure functions from text to a verdict. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.guard;

import org.jspecify.annotations.NullMarked;
