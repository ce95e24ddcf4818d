package dev.quern.llm.limit;

import dev.quern.llm.limit.control.Limits;

/**
 * One request's place at its provider; to be given back by {@link Limiter#release}.
 *
 * @param item whose request it is
 * @param tokens estimated, in and out
 * @param sentAt in nanoseconds of the limiter's clock
 * @param probe whether it is the one that tries whether the provider is back
 */
public record Permit(Limits limits, String item, long tokens, long sentAt, boolean probe) {}
