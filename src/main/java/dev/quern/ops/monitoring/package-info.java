/**
 * Metrics and traces for operators, besides those that the other packages record. Imports {@code
 * document}, {@code document.original}, {@code home}, {@code llm.provider}, {@code meter}, {@code
 * pipeline.intake}, {@code root}, {@code task.type}.
 */
@NullMarked
package dev.quern.ops.monitoring;

import org.jspecify.annotations.NullMarked;
