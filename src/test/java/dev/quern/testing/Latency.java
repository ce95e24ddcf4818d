package dev.quern.testing;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How long a model takes to begin its answer. Called on the server's one thread, a call for each
 * request; the random ones start from a fixed seed, so that a run can be repeated. The server
 * rounds up to its timer, so a wait is at most 1 ms longer than drawn.
 */
@FunctionalInterface
public interface Latency {

  /** The next wait, zero or more. */
  Duration next();

  /** Answers at once. */
  static Latency none() {
    return fixed(Duration.ZERO);
  }

  /** The same wait each time. */
  static Latency fixed(Duration wait) {
    return () -> wait;
  }

  /** Any wait between the two, evenly spread. */
  static Latency between(Duration shortest, Duration longest) {
    RandomGenerator random = new SplittableRandom(17);
    return () -> Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
  }

  /**
   * What hosted models look like: half of the waits are shorter than the median, one in a hundred
   * is longer than {@code p99} (log-normal).
   */
  static Latency logNormal(Duration median, Duration p99) {
    RandomGenerator random = new SplittableRandom(17);
    double sigma = Math.log((double) p99.toNanos() / median.toNanos()) / 2.326;
    return () ->
        Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
  }

  /** One in {@code every} waits is the slow one. */
  static Latency withSpikes(Latency standard, int every, Duration slow) {
    int[] count = {0};
    return () -> ++count[0] % every == 0 ? slow : standard.next();
  }
}
