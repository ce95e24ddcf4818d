/**
 * What {@code routes/shared/llm} does with a model request: the throttle, the cache, reading the
 * reply, classifying a failure. Imports {@code llm.accounting}, {@code llm.failure}, {@code
 * llm.limit}, {@code llm.limit.control}, {@code llm.provider}, {@code llm.reply}, {@code
 * llm.reply.text}, {@code llm.request}, {@code llm.schema}, {@code meter}, {@code root}.
 */
@NullMarked
package dev.quern.llm;

import org.jspecify.annotations.NullMarked;
