package dev.quern.llm.limit;

/**
 * How many requests in flight a provider takes that has asked for patience: three quarters of what
 * there were, once for each burst of refusals, and with each success a little more, so that a
 * window full of successes makes room for one more. Not thread-safe.
 */
final class Headroom {

  /** Beyond this there is nothing to hold back: a task has 512 items in flight at most. */
  private static final double ALL = 1024;

  private double most = Double.MAX_VALUE;
  private long lastCut = Long.MIN_VALUE;

  int most() {
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** A request that was sent at {@code sentAt} was one too many. */
  void refused(int inFlight, long sentAt, long now) {
    if (lastCut == Long.MIN_VALUE || sentAt - lastCut > 0) {
      most = Math.max(1, 0.75 * Math.min(most, Math.max(1, inFlight)));
      lastCut = now;
    }
  }

  /** A request succeeded. */
  void succeeded() {
    if (most < ALL) {
      most += 1 / most;
    } else {
      most = Double.MAX_VALUE;
    }
  }
}
