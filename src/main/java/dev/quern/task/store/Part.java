package dev.quern.task.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run on one node.
 *
 * @param number unique in the task, and higher than that of every earlier part
 * @param leads whether it owns the scheduler's entry, runs the final step and closes the run
 * @param claims whether it claims the items that it works on
 * @param places its share of the task's parallelism
 * @param stop for the leader: why all parts must stop; null while they continue
 * @param beatAt the time of its last heartbeat
 * @param silent whether that is longer ago than four heartbeats
 */
public record Part(
    int number,
    String node,
    boolean leads,
    boolean claims,
    int places,
    @Nullable String stop,
    @Nullable String stopReason,
    Instant beatAt,
    boolean silent) {}
