package dev.quern.task.run;

import dev.quern.task.failure.ItemFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What became of one try of an item, on its way into the ledger. */
public sealed interface ItemOutcome {

  TaskItem item();

  /** Completed when it is committed. */
  CompletableFuture<Void> stored();

  /** A result. */
  record Done(TaskItem item, Object result, CompletableFuture<Void> stored)
      implements ItemOutcome {}

  /** What a try that goes on has so far: a later try goes on from it. */
  record Partial(TaskItem item, String state, CompletableFuture<Void> stored)
      implements ItemOutcome {}

  /**
   * A failed attempt.
   *
   * @param delay until the next one; null where the item has failed
   */
  record Failed(
      TaskItem item, ItemFailure failure, @Nullable Duration delay, CompletableFuture<Void> stored)
      implements ItemOutcome {}
}
