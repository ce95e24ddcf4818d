package dev.quern.llm.limit.control;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Detects that a provider is down. While it is open, only one probe at a time is sent, after 1 s, 2
 * s, 4 s … 1 min. Not thread-safe.
 *
 * <p>It opens after 3 refused connections in a row, or after 10 requests in a row that ended in a
 * server error or a lost connection and came from 6 items at least. The first number is low, as
 * nothing went over the wire; the second asks for several items, so that one or a few that are
 * tried three times against a server that only answers 503 make exactly three requests each and
 * fail. What an item's request brings while it is open costs the item no attempt.
 */
public final class CircuitBreaker {

  static final long NEVER = Long.MAX_VALUE;

  private static final int REFUSED_IN_A_ROW = 3;
  private static final int ERRORS_IN_A_ROW = 10;
  private static final int ITEMS = 6;
  private static final long FIRST_WAIT = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_WAIT = TimeUnit.MINUTES.toNanos(1);

  private final Set<String> items = new HashSet<>();
  private int refused;
  private int errors;
  private boolean open;
  private boolean probing;
  private long nextTry;
  private long wait;

  public boolean isOpen() {
    return open;
  }

  /** The time of the next probe, which may have passed. */
  public long nextTry() {
    return nextTry;
  }

  /** Nanoseconds until a request may be sent; {@link #NEVER} while one tries. */
  public long untilFree(long now) {
    return !open ? 0 : probing ? NEVER : nextTry - now;
  }

  /** Records that a request is sent; returns whether it is the probe. */
  public boolean take() {
    probing = open;
    return open;
  }

  /** Records an answer of the provider, of any kind. */
  public void close() {
    items.clear();
    refused = 0;
    errors = 0;
    open = false;
    probing = false;
    wait = 0;
  }

  /** Records that the probe ended without a result. */
  public void releaseProbe() {
    probing = false;
  }

  /**
   * Records that a request found the provider down.
   *
   * @param connected whether there was a connection, so that something went over the wire
   * @return whether the circuit is open
   */
  public boolean recordFailure(String item, boolean connected, boolean probe, long now) {
    if (open) {
      if (probe) {
        probing = false;
        open(now);
      }
      return true;
    }
    refused = connected ? 0 : refused + 1;
    errors++;
    if (items.size() < ITEMS) {
      items.add(item);
    }
    if (refused >= REFUSED_IN_A_ROW || errors >= ERRORS_IN_A_ROW && items.size() >= ITEMS) {
      open(now);
    }
    return open;
  }

  private void open(long now) {
    open = true;
    wait = wait == 0 ? FIRST_WAIT : Math.min(MAX_WAIT, 2 * wait);
    nextTry = now + wait;
  }
}
