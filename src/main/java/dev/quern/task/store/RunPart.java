package dev.quern.task.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run on one node.
 *
 * @param number unique in the task, higher than that of each that joined before
 * @param leads whether it holds the scheduler's entry, does the final step and closes the run
 * @param claims whether what it works on is marked as its own
 * @param places how many of its items may be in flight, of the task's parallelism
 * @param stop of the one that leads: why all parts are to stop; null while they go on
 * @param beatAt when it last showed that it lives
 * @param sharesBudget whether it holds but a part of the task's budget, where that has one
 * @param wants of the one that leads: too little of the budget is left for several parts
 * @param silent whether that is longer ago than four beats
 */
public record RunPart(
    int number,
    String node,
    boolean leads,
    boolean claims,
    int places,
    @Nullable String stop,
    @Nullable String stopReason,
    Instant beatAt,
    boolean sharesBudget,
    boolean wants,
    boolean silent) {}
