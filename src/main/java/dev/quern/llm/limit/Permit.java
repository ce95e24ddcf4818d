package dev.quern.llm.limit;

import dev.quern.llm.limit.control.Limits;

/**
 * A request's permission to call its provider; {@link Limiter#release} returns it.
 *
 * @param item the item of the request
 * @param tokens estimated, in and out
 * @param sentAt in nanoseconds of the limiter's clock
 * @param probe whether it tests whether a provider that was down is back
 */
public record Permit(Limits limits, String item, long tokens, long sentAt, boolean probe) {}
