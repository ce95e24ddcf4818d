/**
 * The HTTP client under LangChain4j: time-outs, streams, interruption, and what a server's reply
 * must look like. Imports {@code address}, {@code error}, {@code root}.
 */
@NullMarked
package dev.quern.llm.http;

import org.jspecify.annotations.NullMarked;
