package dev.quern.task.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored, at the moment of reading.
 *
 * @param epoch one more for each run; what an older run writes is refused
 * @param generation one more for each resume, and each try of the whole task
 * @param config as it was checked by its type, secrets encrypted
 * @param parallelism how many of its items may be in flight, over all nodes
 * @param cache whether equal requests to a model are answered from what is stored
 */
public record Task(
    String id,
    String projectId,
    String taskType,
    TaskState state,
    int epoch,
    int generation,
    @Nullable TaskInput input,
    ObjectNode config,
    @Nullable String language,
    List<String> dependsOn,
    int priority,
    int parallelism,
    boolean cache,
    @Nullable String notifyUrl,
    Limits limits,
    Counts counts,
    Attempts attempts,
    Times times,
    Usage usage,
    @Nullable ModelInfo modelInfo,
    ObjectNode detail,
    @Nullable Heartbeat heartbeat,
    List<AtWork> nodes,
    @Nullable String note) {

  /** Names the run that it was read for, among all runs of all tasks. */
  public String runId() {
    return id + "/" + epoch;
  }

  /** Whether it is for what lacks its results, and not for what has them already. */
  public boolean leavesOutDone() {
    return input == null || input.leavesOutDone();
  }

  /**
   * What ends a task before its time.
   *
   * @param maxFailedRatio the share of items that may fail for good before the task does, 0 to 1
   * @param maxAttempts of one item
   * @param maxTaskAttempts of the whole task
   * @param maxDuration from the first run since the task was submitted or resumed
   * @param maxTokensTotal of all its model calls, in and out
   * @param maxCost of all its model calls, in the currency of the prices
   */
  public record Limits(
      double maxFailedRatio,
      int maxAttempts,
      int maxTaskAttempts,
      @Nullable Duration maxDuration,
      @Nullable Long maxTokensTotal,
      @Nullable Double maxCost) {}

  /**
   * How many items it has, each by its weight, as they are counted with each stored result.
   *
   * @param completed those with a stored result
   * @param failed those that failed for good
   * @param listed whether all of its items are known
   * @param reopenAfter the item after which failed ones are to be opened again before it begins;
   *     null when there are none
   * @param trimmed whether its done items are no longer kept; the counts are
   */
  public record Counts(
      long total,
      long completed,
      long failed,
      boolean listed,
      @Nullable Integer reopenAfter,
      boolean trimmed) {

    /** Those that have neither a result nor failed for good. */
    public long open() {
      return total - completed - failed;
    }

    /** The share of items that failed for good, 0 to 1. */
    public double failedRatio() {
      return total == 0 ? 0 : (double) failed / total;
    }
  }

  /**
   * What went wrong with the whole task since it was submitted or resumed.
   *
   * @param failed its runs that ended with too many failed items
   * @param crashes its runs whose process died
   */
  public record Attempts(int failed, int crashes) {}

  /**
   * When.
   *
   * @param notBefore the time until which it waits
   * @param early whether that time is still to come
   * @param start of its first run
   * @param overdue whether its {@code max_duration} is over
   */
  public record Times(
      @Nullable Instant notBefore,
      boolean early,
      @Nullable Instant start,
      @Nullable Instant end,
      boolean overdue,
      Instant created,
      Instant updated) {}

  /** The node where a task is at work, and when that last showed that it lives. */
  public record Heartbeat(String node, Instant at) {}

  /**
   * A node that works on a task, the one that leads its run first.
   *
   * @param rate items a second, to two places
   * @param places how many of its items may be in flight
   */
  public record AtWork(String node, double rate, int places) {}

  /** Items a second on all nodes, to two places; null while it does not run. */
  public @Nullable Double rate() {
    if (nodes.size() > 1) {
      return Math.round(100 * nodes.stream().mapToDouble(AtWork::rate).sum()) / 100.0;
    }
    return detail.hasNonNull("rate") ? detail.get("rate").asDouble() : null;
  }

  /** The time until all of its items have ended at this rate; null without a rate. */
  public @Nullable Long secondsLeft() {
    Double rate = rate();
    return rate == null || rate == 0 ? null : Math.round(counts.open() / rate);
  }

  /** Items with a stored result, of all, in percent; 100 where there was nothing to do. */
  public double progressPercentage() {
    if (counts.total == 0) {
      return state.isEnd() && counts.listed ? 100 : 0;
    }
    return Math.floor(10_000.0 * counts.completed / counts.total) / 100;
  }
}
