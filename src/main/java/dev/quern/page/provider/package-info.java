/**
 * Providers, the playground and prompts. Imports {@code dataset}, {@code dataset.chunk}, {@code
 * dataset.project}, {@code dataset.question}, {@code error}, {@code llm}, {@code llm.accounting},
 * {@code llm.failure}, {@code llm.prompt}, {@code llm.protocol}, {@code llm.provider}, {@code
 * page}, {@code root}, {@code task}, {@code task.type}, {@code tasktype}.
 */
@NullMarked
package dev.quern.page.provider;

import org.jspecify.annotations.NullMarked;
