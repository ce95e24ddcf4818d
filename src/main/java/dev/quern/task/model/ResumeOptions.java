package dev.quern.task.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a resumed task does otherwise than before; null where all stays. */
public record ResumeOptions(
    @Nullable String providerId,
    @Nullable Integer parallelism,
    @Nullable String customPrompt,
    @Nullable Duration maxDuration,
    @Nullable Long maxTokensTotal,
    @Nullable Double maxCost) {

  /** All as before. */
  public static final ResumeOptions NONE = new ResumeOptions(null, null, null, null, null, null);
}
