/**
 * Everything about talking to models: providers, limits, calls, classes of failure, prompts, and
 * the reading of replies. Imports nothing of Quern but the root package.
 */
@NullMarked
package dev.quern.llm;

import org.jspecify.annotations.NullMarked;
