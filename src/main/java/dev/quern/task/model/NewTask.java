package dev.quern.task.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as requested; a null field stands for the default. */
public record NewTask(
    String taskType,
    @Nullable TaskInput input,
    @Nullable ObjectNode config,
    @Nullable String language,
    @Nullable Integer priority,
    @Nullable List<String> dependsOn,
    @Nullable Instant runAt,
    @Nullable String notifyUrl,
    @Nullable Double maxFailedRatio,
    @Nullable Integer maxTaskAttempts,
    @Nullable Duration maxDuration,
    @Nullable Long maxTokensTotal,
    @Nullable Double maxCost,
    @Nullable Boolean cache) {

  /** A task of that type and configuration, with defaults for everything else. */
  public static NewTask of(String taskType, @Nullable TaskInput input, ObjectNode config) {
    return new NewTask(
        taskType, input, config, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A copy that begins when these tasks have completed. */
  public NewTask after(List<String> taskIds) {
    return new NewTask(
        taskType,
        input,
        config,
        language,
        priority,
        taskIds,
        runAt,
        notifyUrl,
        maxFailedRatio,
        maxTaskAttempts,
        maxDuration,
        maxTokensTotal,
        maxCost,
        cache);
  }

  /** A copy with another configuration. */
  public NewTask with(ObjectNode newConfig) {
    return new NewTask(
        taskType,
        input,
        newConfig,
        language,
        priority,
        dependsOn,
        runAt,
        notifyUrl,
        maxFailedRatio,
        maxTaskAttempts,
        maxDuration,
        maxTokensTotal,
        maxCost,
        cache);
  }
}
