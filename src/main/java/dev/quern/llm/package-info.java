/**
 * The steps of {@code routes/llm}: throttling, caching, reading replies, classifying failures.
 * Imports {@code llm.accounting}, {@code llm.failure}, {@code llm.limit}, {@code
 * llm.limit.control}, {@code llm.provider}, {@code llm.reply}, {@code llm.reply.text}, {@code
 * llm.request}, {@code llm.schema}, {@code meter}, {@code root}.
 */
@NullMarked
package dev.quern.llm;

import org.jspecify.annotations.NullMarked;
