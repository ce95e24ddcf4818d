/**
 * The protocols that providers speak, over LangChain4j: one class for each, and what their servers
 * turned out not to support. Imports {@code address}, {@code llm}, {@code llm.accounting}, {@code
 * llm.failure}, {@code llm.http}, {@code llm.offline}, {@code llm.provider}, {@code llm.reply},
 * {@code llm.request}, {@code root}.
 */
@NullMarked
package dev.quern.llm.protocol;

import org.jspecify.annotations.NullMarked;
