package dev.quern.llm.request;

import dev.quern.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The party that a model is called for: it permits each request, and is told what the request used
 * and while it waits.
 */
public interface CallBudget {

  /** No limits, and the call is not recorded. */
  CallBudget NOBODY = new CallBudget() {};

  /** No limits and no record either, but the call waits for its provider until then. */
  static CallBudget nobodyAfter(Instant end) {
    return new CallBudget() {
      @Override
      public Instant waitsUntil() {
        return end;
      }
    };
  }

  /** The task and the project whose calls these are; null where there is none. */
  default @Nullable Origin origin() {
    return null;
  }

  /** Whether a cached reply may be used, and this one may be cached. */
  default boolean isCacheEnabled() {
    return false;
  }

  /**
   * Reserves the most that a request may use. {@link #settle} ends each reservation.
   *
   * @param priced whether the cost is known, because the provider has prices
   * @throws RuntimeException when the request could exceed a limit of the task; it must not be sent
   */
  default void reserve(Usage max, boolean priced) {}

  /** Ends a reservation and counts what the request really used. */
  default void settle(Usage max, Usage used) {}

  /** Counts a request that was not sent, because its reply was cached. */
  default void onCacheHit() {}

  /**
   * The request waits, because the provider is down or has asked for a pause.
   *
   * @param reason such as "provider gpu-box", for people
   * @param nextTry when it is tried again
   */
  default void onProviderWait(String reason, Instant nextTry) {}

  /** Until when a request waits for its provider at most; null for as long as it takes. */
  default @Nullable Instant waitsUntil() {
    return null;
  }

  /** Whether a request that waits for its provider, or for its limits, is no longer needed. */
  default boolean isStopped() {
    return false;
  }

  /** A request has been sent; {@link #onEnded} follows. */
  default void onSent() {}

  /** A request that was sent has ended. */
  default void onEnded() {}

  /** The provider answers again. */
  default void onProviderResumed() {}

  /**
   * The task and item of a call.
   *
   * @param itemSeq the item's number in its task
   */
  record Origin(String projectId, String taskId, int itemSeq) {}
}
