/**
 * The words for models: prompts as Markdown files under {@code config/prompts/LANGUAGE/}, read and
 * filled in. Imports Spring's annotations, nothing of Quern or Camel.
 */
@NullMarked
package dev.quern.llm.prompt;

import org.jspecify.annotations.NullMarked;
