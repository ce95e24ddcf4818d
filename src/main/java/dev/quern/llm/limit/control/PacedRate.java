package dev.quern.llm.limit.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A rate, spread evenly: each unit has its time, one interval after the one before (the generic
 * cell rate algorithm, ITU-T I.371). A unit may be used a little late, so that a wait that ends
 * late costs nothing; what is later still is lost, so that a rest is not followed by a burst. On
 * one node the times go on for ever; in a cluster they are those that this node was granted. Not
 * thread-safe.
 */
public final class PacedRate {

  /** There is no unit before another grant. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private record Grant(long from, long to) {}

  private final int perMinute;
  private final long interval;
  private final long late;
  private final Deque<Grant> grants = new ArrayDeque<>();
  private boolean shared;
  private long next;
  private long debt;
  private long taken;

  /**
   * @param late how late a unit may be used, in nanoseconds; {@code -n} for n intervals
   */
  public PacedRate(int perMinute, long late, long now) {
    this.perMinute = perMinute;
    this.interval = (MINUTE + perMinute - 1) / perMinute;
    this.late = late >= 0 ? late : -late * interval;
    this.next = now;
  }

  public int perMinute() {
    return perMinute;
  }

  /** When the next unit that is not used may be. */
  public long next() {
    return next;
  }

  /** From now on the times must be granted, or need not be any more. */
  public void shared(boolean share, long now) {
    if (shared != share) {
      shared = share;
      grants.clear();
      debt = 0;
      next = Math.max(next, now);
    }
  }

  public boolean isShared() {
    return shared;
  }

  /** Adds {@code units} of time from {@code from} on. */
  public void grant(long from, long units) {
    long first = grants.isEmpty() ? from : Math.max(from, grants.peekLast().to());
    if (grants.isEmpty()) {
      next = first + debt;
      debt = 0;
    }
    grants.add(new Grant(first, first + units * interval));
  }

  /** Nanoseconds until the next unit may be used; 0 or less when that is now, or {@link #NEVER}. */
  public long untilFree(long now) {
    if (!shared) {
      return next - now;
    }
    forward(now);
    return grants.isEmpty() ? NEVER : next - now;
  }

  /** Moves on to the first granted time that is neither used nor lost. */
  private void forward(long now) {
    while (!grants.isEmpty()) {
      Grant grant = grants.peek();
      boolean lost = now - late >= grant.to();
      if (next < grant.to() && !lost) {
        next = Math.max(next, now - late);
        return;
      }
      grants.remove();
      debt = next < grant.to() ? 0 : next - grant.to(); // more was used than this grant held
      if (!grants.isEmpty()) {
        next = grants.peek().from() + debt;
        debt = 0;
      }
    }
  }

  /** Uses as many units, beginning with one that is free. */
  public void take(long now, long units) {
    next = Math.max(next, now - late) + units * interval;
    taken += units;
  }

  /** Fewer units were used than taken, or more where the number is negative. */
  public void giveBack(long units) {
    if (shared && grants.isEmpty()) {
      debt -= units * interval;
    } else {
      next -= units * interval;
    }
  }

  /** Granted units that are still to be used. */
  public long left(long now) {
    long nanos = 0;
    for (Grant grant : grants) {
      nanos += Math.max(0, grant.to() - Math.max(grant.from(), Math.max(next, now - late)));
    }
    return nanos / interval;
  }

  /** When the last grant ends; now where there is none. */
  public long grantedUntil(long now) {
    return grants.isEmpty() ? now : grants.peekLast().to();
  }

  /** Units that were taken since this was last asked. */
  public long takenSince() {
    long since = taken;
    taken = 0;
    return since;
  }
}
