package dev.quern.llm.limit.control;

import java.time.Instant;

/** Is told while a request cannot go out since its provider is down or has asked for a pause. */
public interface WaitListener {

  /** It waits until then at least. */
  void onWait(Instant nextTry);

  /** Whether it need not go out any more; looked at while it waits, about once a second. */
  default boolean isCancelled() {
    return false;
  }

  /** It goes out. */
  void onResume();

  /**
   * It has waited for so long.
   *
   * @param reason what it had to wait for first: {@code turn} behind others, {@code concurrency},
   *     {@code requests} or {@code tokens} a minute, {@code pause} that the provider asked for,
   *     {@code circuit} while it is down, {@code cluster} for the other nodes
   */
  default void onWaited(String reason, long nanos) {}
}
