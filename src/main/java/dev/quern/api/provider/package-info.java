/**
 * REST of providers and of what they were used for. Imports {@code api.request}, {@code error},
 * {@code llm.accounting}, {@code llm.protocol}, {@code llm.provider}, {@code root}, {@code task}.
 */
@NullMarked
package dev.quern.api.provider;

import org.jspecify.annotations.NullMarked;
