/**
 * The offline stand-in for a model: extractive, deterministic, without a network. Imports ICU and
 * Spring's annotations, nothing of Quern or Camel.
 */
@NullMarked
package dev.quern.llm.offline;

import org.jspecify.annotations.NullMarked;
