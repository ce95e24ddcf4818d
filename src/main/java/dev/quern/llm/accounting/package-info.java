/**
 * The usage of model calls: each call and its sums in the database, and estimates for the next
 * calls. Imports {@code address}, {@code llm.provider}, {@code llm.request}, {@code meter}, {@code
 * root}, {@code transaction}.
 */
@NullMarked
package dev.quern.llm.accounting;

import org.jspecify.annotations.NullMarked;
