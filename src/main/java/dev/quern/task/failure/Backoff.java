package dev.quern.task.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits before another try: exponential, with full jitter, so that what failed together does not
 * come back together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 *
 * @param first the most that the first wait lasts; each further one may last twice as long
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {

  /** Between two tries of an item. */
  public static final Backoff OF_ITEMS = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

  /** Between two tries of a whole task. */
  public static final Backoff OF_TASKS =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  /**
   * A wait, from nothing to the most that it may last.
   *
   * @param tries how often it was tried before the last time
   */
  public Duration next(int tries) {
    long max = Math.min(longest.toMillis(), first.toMillis() << Math.min(tries, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(max + 1));
  }
}
