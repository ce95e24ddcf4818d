/**
 * What calls used: each call and its sums in the database, and what they teach about the next ones.
 * Imports {@code llm.provider}, {@code llm.request}, {@code meter}, {@code root}.
 */
@NullMarked
package dev.quern.llm.accounting;

import org.jspecify.annotations.NullMarked;
