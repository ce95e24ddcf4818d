package dev.quern.llm.limit.control;

/**
 * How many requests in flight a provider takes that has asked for patience: three quarters of what
 * there were, once for each burst of refusals, and with each success a little more, so that a
 * window full of successes makes room for one more. Not thread-safe.
 */
public final class AdaptiveConcurrency {

  /** Beyond this there is nothing to hold back: a task has 512 items in flight at most. */
  private static final double ALL = 1024;

  private double limit = Double.MAX_VALUE;
  private long lastCut = Long.MIN_VALUE;

  public int limit() {
    return (int) Math.min(Integer.MAX_VALUE, limit);
  }

  /** A request that was sent at {@code sentAt} was one too many. */
  public void decrease(int inFlight, long sentAt, long now) {
    if (lastCut == Long.MIN_VALUE || sentAt - lastCut > 0) {
      limit = Math.max(1, 0.75 * Math.min(limit, Math.max(1, inFlight)));
      lastCut = now;
    }
  }

  /** A request succeeded. */
  public void increase() {
    if (limit < ALL) {
      limit += 1 / limit;
    } else {
      limit = Double.MAX_VALUE;
    }
  }
}
