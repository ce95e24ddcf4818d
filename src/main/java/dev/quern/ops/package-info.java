/**
 * What an operator meets: the banner at start and the route files that are used. Imports {@code
 * llm}, {@code llm.accounting}, {@code notify}, {@code ops.security}, {@code root}, {@code
 * task.execution}, {@code task.model}, {@code task.queue}, {@code tasktype.datadistillation}.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
