package dev.quern.llm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider, shared by all that use it: requests in flight, requests a minute, and
 * the pauses that it asks for. Requests are spread evenly by the generic cell rate algorithm (ITU-T
 * I.371): one each 60/n seconds, four at most at once after a rest, so that any 10 s hold a sixth
 * of the minute's allowance plus 4 at most.
 */
final class Limiter {

  private static final int BURST = 4;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int inFlight;
  private long pausedUntil = System.nanoTime();
  private long nextSlot = System.nanoTime();

  /** Waits, without end, until one more request may go out. An interrupt ends the wait. */
  void acquire(@Nullable Integer maxConcurrency, @Nullable Integer requestsPerMinute)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        long wait = Math.max(pausedUntil - now, untilSlot(now, requestsPerMinute));
        if (maxConcurrency != null && inFlight >= maxConcurrency) {
          changed.await();
        } else if (wait > 0) {
          changed.await(wait, TimeUnit.NANOSECONDS);
        } else {
          inFlight++;
          takeSlot(now, requestsPerMinute);
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private long untilSlot(long now, @Nullable Integer perMinute) {
    return perMinute == null ? 0 : nextSlot - (BURST - 1) * interval(perMinute) - now;
  }

  private void takeSlot(long now, @Nullable Integer perMinute) {
    if (perMinute != null) {
      nextSlot = Math.max(nextSlot, now) + interval(perMinute);
    }
  }

  private static long interval(int perMinute) {
    return TimeUnit.MINUTES.toNanos(1) / perMinute;
  }

  void release() {
    lock.lock();
    try {
      inFlight--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No request goes out for that long. */
  void pause(Duration duration) {
    lock.lock();
    try {
      pausedUntil = Math.max(pausedUntil, System.nanoTime() + duration.toNanos());
    } finally {
      lock.unlock();
    }
  }
}
