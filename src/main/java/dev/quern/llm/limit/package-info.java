/**
 * The limits of providers, kept on one node and over all nodes: requests in flight, requests and
 * tokens per minute, pauses and outages. Imports {@code llm.limit.control}, {@code root}, {@code
 * transaction}.
 *
 * <p>Libraries that were looked at: Resilience4j's rate limiter gives out a whole period's
 * allowance at once, its circuit breaker refuses calls where ours are to wait and say until when,
 * and neither queues fairly between tasks; Camel's throttle was measured wrong for concurrency with
 * calls over 10 s, lets a whole period's allowance out at once, and its limits do not change while
 * it runs. Bucket4j keeps the rates of a cluster ({@link dev.quern.llm.limit.SharedRates}).
 */
@NullMarked
package dev.quern.llm.limit;

import org.jspecify.annotations.NullMarked;
