package dev.quern.task.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Options that a resume changes; a null field keeps its value. */
public record ResumeOptions(
    @Nullable String providerId,
    @Nullable Integer parallelism,
    @Nullable String customPrompt,
    @Nullable Duration maxDuration,
    @Nullable Long maxTokensTotal,
    @Nullable Double maxCost) {

  /** Changes nothing. */
  public static final ResumeOptions NONE = new ResumeOptions(null, null, null, null, null, null);
}
