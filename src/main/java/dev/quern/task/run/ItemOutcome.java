package dev.quern.task.run;

import dev.quern.task.failure.ItemFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The outcome of one attempt of an item, before it is stored. */
public sealed interface ItemOutcome {

  TaskItem item();

  /** Completes when the outcome is committed. */
  CompletableFuture<Void> stored();

  /** A successful attempt with its result. */
  record Done(TaskItem item, Object result, CompletableFuture<Void> stored)
      implements ItemOutcome {}

  /** The partial state of an attempt that continues; a later attempt can start from it. */
  record Partial(TaskItem item, String state, CompletableFuture<Void> stored)
      implements ItemOutcome {}

  /**
   * A failed attempt.
   *
   * @param delay the time until the next attempt; null if the item has failed
   */
  record Failed(
      TaskItem item, ItemFailure failure, @Nullable Duration delay, CompletableFuture<Void> stored)
      implements ItemOutcome {}
}
