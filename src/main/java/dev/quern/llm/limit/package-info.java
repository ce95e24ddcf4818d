/**
 * What a provider can take, held by all that use it: requests in flight, requests and tokens a
 * minute, its pauses and outages, on one node and over all of them. Imports {@code
 * llm.limit.control}, {@code root}.
 *
 * <p>Libraries that were looked at: Resilience4j's rate limiter gives out a whole period's
 * allowance at once, its circuit breaker refuses calls where ours are to wait and say until when,
 * and neither queues fairly between tasks; Camel's throttle is told of at {@link
 * dev.quern.llm.limit.Limiter}. Bucket4j keeps the rates of a cluster ({@link
 * dev.quern.llm.limit.SharedRates}).
 */
@NullMarked
package dev.quern.llm.limit;

import org.jspecify.annotations.NullMarked;
