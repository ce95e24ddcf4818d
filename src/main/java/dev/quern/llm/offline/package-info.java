/**
 * The offline provider: questions and answers made from the sentences of a text, without a model.
 * Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.offline;

import org.jspecify.annotations.NullMarked;
