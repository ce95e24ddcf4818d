package dev.quern.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a notification waits between two tries: about 4 s after the first, three times as long
 * after each further one, an hour at most, each by a quarter shorter or longer at random; and how
 * long it is tried at all.
 */
final class DeliveryBackoff {

  /** A notification that has failed for so long is given up. */
  static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

  private static final Duration FIRST = Duration.ofSeconds(4);
  private static final Duration MAX_WAIT = Duration.ofHours(1);
  private static final int MAX_STEPS = 10;

  private DeliveryBackoff() {}

  /** The wait after that many tries, at least one. */
  static Duration after(int tries, RandomGenerator random) {
    double steps = Math.pow(3, Math.min(tries - 1, MAX_STEPS));
    double millis = Math.min(FIRST.toMillis() * steps, MAX_WAIT.toMillis());
    return Duration.ofMillis(Math.round(millis * random.nextDouble(0.75, 1.25)));
  }
}
