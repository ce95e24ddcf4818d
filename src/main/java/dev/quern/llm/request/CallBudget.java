package dev.quern.llm.request;

import dev.quern.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a model is asked: asked before each request whether it may go out, told after it
 * what it took, and told while it has to wait.
 */
public interface CallBudget {

  /** Nobody in particular: no limits, and nothing is kept of the call. */
  CallBudget NOBODY = new CallBudget() {};

  /** The task and the project whose calls these are; null where there is none. */
  default @Nullable Origin origin() {
    return null;
  }

  /** Whether a reply that was bought before will do, and this one is to be kept. */
  default boolean isCacheEnabled() {
    return false;
  }

  /**
   * A request is about to go out that may take as much as this. Each reservation is ended by {@link
   * #settle}.
   *
   * @throws RuntimeException when a limit of the task would not hold; the request must not go out
   */
  default void reserve(Usage max) {}

  /** The request has ended: what was reserved for it is free, what it really took is counted. */
  default void settle(Usage max, Usage used) {}

  /** A request need not be sent: its reply was there. */
  default void onCacheHit() {}

  /**
   * The request cannot go out, since the provider is down or asks for patience.
   *
   * @param reason such as "provider gpu-box", for people
   * @param nextTry when it is tried again
   */
  default void onProviderWait(String reason, Instant nextTry) {}

  /** Whether a request that waits for a provider that is down is no longer wanted. */
  default boolean isStopped() {
    return false;
  }

  /** The provider answers again. */
  default void onProviderResumed() {}

  /**
   * Where a call belongs.
   *
   * @param itemSeq the item's number in its task
   */
  record Origin(String projectId, String taskId, int itemSeq) {}
}
