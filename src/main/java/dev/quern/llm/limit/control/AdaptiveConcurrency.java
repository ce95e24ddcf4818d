package dev.quern.llm.limit.control;

/**
 * Additive increase, multiplicative decrease (AIMD) of the requests in flight at a provider that
 * has sent 429. Each burst of refusals reduces the limit to three quarters; each success raises it
 * a little, so that a window full of successes allows one more request. Not thread-safe.
 */
public final class AdaptiveConcurrency {

  /** Above this limit nothing is held back, because a task has at most 512 items in flight. */
  private static final double ALL = 1024;

  private double limit = Double.MAX_VALUE;
  private long lastCut = Long.MIN_VALUE;

  public int limit() {
    return (int) Math.min(Integer.MAX_VALUE, limit);
  }

  /** Records that a request sent at {@code sentAt} was refused. */
  public void decrease(int inFlight, long sentAt, long now) {
    if (lastCut == Long.MIN_VALUE || sentAt - lastCut > 0) {
      limit = Math.max(1, 0.75 * Math.min(limit, Math.max(1, inFlight)));
      lastCut = now;
    }
  }

  /** Records a success. */
  public void increase() {
    if (limit < ALL) {
      limit += 1 / limit;
    } else {
      limit = Double.MAX_VALUE;
    }
  }
}
