package dev.quern.task.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The delay before a retry: exponential with full jitter, so that attempts that failed together are
 * not repeated together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015).
 *
 * @param first the longest first delay; the limit doubles with each retry
 * @param longest the upper limit of any delay
 */
public record Backoff(Duration first, Duration longest) {

  /** Between two attempts of an item. */
  public static final Backoff OF_ITEMS = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

  /** Between two attempts of a whole task. */
  public static final Backoff OF_TASKS =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  /**
   * A random delay between zero and the current limit.
   *
   * @param tries the number of attempts before the last one
   */
  public Duration next(int tries) {
    long max = Math.min(longest.toMillis(), first.toMillis() << Math.min(tries, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(max + 1));
  }
}
