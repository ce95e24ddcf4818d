/**
 * The classes of failures of model calls, each with its own rule, and how errors of servers are
 * quoted. Imports {@code error}, {@code llm.http}, {@code llm.offline}, {@code llm.provider},
 * {@code root}.
 */
@NullMarked
package dev.quern.llm.failure;

import org.jspecify.annotations.NullMarked;
