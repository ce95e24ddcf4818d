package dev.quern.llm.limit.control;

import java.time.Instant;

/** Is notified while a request waits because its provider is down or has asked for a pause. */
public interface WaitListener {

  /** The request waits at least until that time. */
  void onWait(Instant nextTry);

  /** Whether the request is no longer needed; checked about once a second while it waits. */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Whether the provider has another address, key or model than the request was made for; checked
   * as often.
   */
  default boolean isOutdated() {
    return false;
  }

  /** Nanoseconds that the request may still wait; it is refused as soon as it must wait longer. */
  default long nanosLeft() {
    return Long.MAX_VALUE;
  }

  /** The request is sent. */
  void onResume();

  /**
   * The request has waited that long.
   *
   * @param reason what it had to wait for first: {@code turn} behind others, {@code concurrency},
   *     {@code requests} or {@code tokens} a minute, {@code pause} that the provider asked for,
   *     {@code circuit} while it is down, {@code cluster} for the other nodes
   */
  default void onWaited(String reason, long nanos) {}
}
