/**
 * A model request and the call it becomes: its prompt, its parser, its budget, the schema it is to
 * keep. Imports {@code llm.failure}, {@code llm.limit}, {@code llm.provider}, {@code llm.reply},
 * {@code llm.schema}, {@code root}.
 */
@NullMarked
package dev.quern.llm.request;

import org.jspecify.annotations.NullMarked;
