/**
 * The pieces that a limiter is made of, without a clock or a database: pacing, adaptive
 * concurrency, the circuit breaker, fair queues. Imports nothing of Quern.
 */
@NullMarked
package dev.quern.llm.limit.control;

import org.jspecify.annotations.NullMarked;
