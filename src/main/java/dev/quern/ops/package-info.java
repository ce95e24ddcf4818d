/**
 * What an operator sees: the banner at start, the route files in use, and the recurring jobs.
 * Imports {@code document.original}, {@code home}, {@code llm}, {@code llm.accounting}, {@code
 * llm.request}, {@code notify}, {@code ops.database}, {@code ops.security}, {@code
 * pipeline.intake}, {@code root}, {@code task.execution}, {@code task.model}, {@code task.queue},
 * {@code task.run}, {@code tasktype.datadistillation}, {@code tasktype.questiongeneration}.
 */
@NullMarked
package dev.quern.ops;

import org.jspecify.annotations.NullMarked;
