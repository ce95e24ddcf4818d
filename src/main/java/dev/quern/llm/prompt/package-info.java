/**
 * Prompt templates: Markdown files by language, and how they are filled. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.prompt;

import org.jspecify.annotations.NullMarked;
