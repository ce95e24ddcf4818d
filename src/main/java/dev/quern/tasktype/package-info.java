/**
 * What task types share: reading configurations, providers, answer formats, images, and the meaning
 * of failures. Each type has a package of its own beneath; they never import each other. Imports
 * {@code dataset.project}, {@code dataset.template}, {@code document}, {@code document.image},
 * {@code document.original}, {@code error}, {@code llm.accounting}, {@code llm.failure}, {@code
 * llm.guard}, {@code llm.prompt}, {@code llm.provider}, {@code llm.reply}, {@code
 * llm.reply.question}, {@code llm.reply.text}, {@code llm.request}, {@code llm.schema}, {@code
 * root}, {@code secret}, {@code task.budget}, {@code task.failure}, {@code task.model}, {@code
 * task.run}, {@code task.store}, {@code task.type}, {@code tasktype.input}.
 */
@NullMarked
package dev.quern.tasktype;

import org.jspecify.annotations.NullMarked;
