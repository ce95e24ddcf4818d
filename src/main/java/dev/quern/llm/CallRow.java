package dev.quern.llm;

import dev.quern.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call as the log keeps it. */
record CallRow(
    Instant at,
    Caller.@Nullable Origin origin,
    String provider,
    String model,
    String callClass,
    long latencyMillis,
    Usage used) {}
