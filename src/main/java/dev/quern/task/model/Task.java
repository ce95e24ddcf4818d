package dev.quern.task.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored. Counts are those of the rows at the moment of reading.
 *
 * @param config as it was checked by its type, secrets encrypted
 * @param epoch one more for each run
 * @param generation one more for each resume, and each try of the whole task
 * @param failedAttempts of the whole task that failed since it was submitted or resumed
 * @param overdue whether its {@code max_duration} is over
 * @param itemsTrimmed whether its done items are no longer kept; its counts are
 */
public record Task(
    String id,
    String projectId,
    String taskType,
    TaskState state,
    @Nullable TaskInput input,
    ObjectNode config,
    @Nullable String language,
    int priority,
    List<String> dependsOn,
    @Nullable Instant runAt,
    @Nullable String notifyUrl,
    double maxFailedRatio,
    int maxAttempts,
    int maxTaskAttempts,
    @Nullable Duration maxDuration,
    @Nullable Long maxTokensTotal,
    @Nullable Double maxCost,
    boolean cache,
    int parallelism,
    int epoch,
    int generation,
    int crashes,
    int failedAttempts,
    boolean overdue,
    boolean itemsTrimmed,
    boolean itemsListed,
    long totalCount,
    long completedCount,
    long failedCount,
    Usage usage,
    @Nullable ModelInfo modelInfo,
    ObjectNode detail,
    @Nullable Heartbeat heartbeat,
    List<AtWork> nodes,
    @Nullable String note,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    Instant createAt,
    Instant updateAt) {

  /** The node where a task is at work, and when that last showed that it lives. */
  public record Heartbeat(String node, Instant at) {}

  /**
   * A node that works on a task, the one that leads its run first.
   *
   * @param rate items a second, to two places
   * @param places how many of its items may be in flight
   */
  public record AtWork(String node, double rate, int places) {}

  /** Items with a stored result, of all, in percent; 100 where there was nothing to do. */
  public double progressPercentage() {
    if (totalCount == 0) {
      return state.isEnd() && itemsListed ? 100 : 0;
    }
    return Math.floor(10_000.0 * completedCount / totalCount) / 100;
  }

  /** The share of items that failed for good, 0 to 1. */
  public double failedRatio() {
    return totalCount == 0 ? 0 : (double) failedCount / totalCount;
  }
}
