package dev.quern.task.run;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** The rate at which the items of a run end: over the last minute, or since the run began. */
public final class Throughput {

  private static final long WINDOW_MS = 60_000;

  private record Stored(long at, int items) {}

  private final Clock clock;
  private final Deque<Stored> lately = new ArrayDeque<>();
  private final long begun;
  private long inWindow;
  private long lastStored;

  Throughput(Clock clock) {
    this.clock = clock;
    this.begun = clock.millis();
    this.lastStored = begun;
  }

  /** Records that items have ended. */
  synchronized void ended(int items) {
    long now = clock.millis();
    lately.add(new Stored(now, items));
    inWindow += items;
    lastStored = items > 0 ? now : lastStored;
    forget(now);
  }

  private void forget(long now) {
    while (!lately.isEmpty() && lately.peek().at() < now - WINDOW_MS) {
      inWindow -= lately.remove().items();
    }
  }

  /** Items a second, to two places. */
  public synchronized double rate() {
    long now = clock.millis();
    forget(now);
    long span = Math.max(1000, Math.min(WINDOW_MS, now - begun));
    return Math.round(100_000.0 * inWindow / span) / 100.0;
  }

  /** Milliseconds since an item was stored, or since the run began. */
  public synchronized long idleMillis() {
    return clock.millis() - lastStored;
  }
}
