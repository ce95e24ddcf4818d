/**
 * Providers: where a model runs, how it may be used, and what it costs. Imports {@code address},
 * {@code error}, {@code llm.http}, {@code llm.limit.control}, {@code llm.offline}, {@code
 * llm.prompt}, {@code root}, {@code secret}, {@code transaction}.
 */
@NullMarked
package dev.quern.llm.provider;

import org.jspecify.annotations.NullMarked;
