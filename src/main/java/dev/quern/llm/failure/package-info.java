/**
 * What can go wrong in a model call, in classes, each with a rule of its own; and how a server's
 * error is quoted. Imports {@code llm.http}, {@code llm.offline}, {@code llm.provider}, {@code
 * root}.
 */
@NullMarked
package dev.quern.llm.failure;

import org.jspecify.annotations.NullMarked;
