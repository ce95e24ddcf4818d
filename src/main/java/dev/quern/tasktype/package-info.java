/**
 * What task types share: reading a configuration, the provider that it names, answer formats,
 * images, and what a failure means. Each type has a package of its own beneath; they never import
 * each other. Imports {@code dataset.project}, {@code dataset.template}, {@code document}, {@code
 * document.image}, {@code error}, {@code llm.accounting}, {@code llm.failure}, {@code llm.guard},
 * {@code llm.prompt}, {@code llm.provider}, {@code llm.reply}, {@code llm.reply.question}, {@code
 * llm.request}, {@code root}, {@code task.failure}, {@code task.lifecycle}, {@code task.model},
 * {@code task.run}, {@code task.store}, {@code task.type}.
 */
@NullMarked
package dev.quern.tasktype;

import org.jspecify.annotations.NullMarked;
