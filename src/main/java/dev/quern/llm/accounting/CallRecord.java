package dev.quern.llm.accounting;

import dev.quern.Usage;
import dev.quern.llm.request.CallBudget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call in the log.
 *
 * @param open what may have a row in {@code llm_open_call}, which goes with this; null if it has
 *     none
 */
record CallRecord(
    Instant at,
    CallBudget.@Nullable Origin origin,
    String provider,
    String model,
    String callClass,
    long latencyMillis,
    Usage used,
    @Nullable OpenCall open) {}
