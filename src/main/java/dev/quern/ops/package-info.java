/**
 * What an operator meets: the banner at start and the route files that are used. Imports {@code
 * llm}, {@code llm.accounting}, {@code llm.request}, {@code notify}, {@code ops.security}, {@code
 * root}, {@code task.execution}, {@code task.model}, {@code task.queue}, {@code task.run}, {@code
 * tasktype.datadistillation}, {@code tasktype.questiongeneration}.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
