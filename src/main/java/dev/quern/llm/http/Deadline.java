package dev.quern.llm.http;

import dev.quern.DaemonThreads;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that created it after a time, unless it has been ended before. The thread
 * must always end it; after that it never interrupts.
 */
final class Deadline {

  private static final ScheduledThreadPoolExecutor ALARMS =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("model-deadlines"));

  static {
    ALARMS.setRemoveOnCancelPolicy(true); // nearly all of them are
  }

  private final Thread thread = Thread.currentThread();
  private Future<?> alarm;
  private volatile long at;
  private boolean ended;
  private boolean over;

  private Deadline(long millis) {
    move(millis);
    alarm = ALARMS.schedule(this::ring, millis, TimeUnit.MILLISECONDS);
  }

  static Deadline in(long millis) {
    return new Deadline(millis);
  }

  /** Work with a deadline, which ends when it is interrupted. */
  interface Exchange<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Runs the work, and interrupts it when it takes too long. */
  static <T> T within(long millis, Exchange<T> exchange) {
    Deadline deadline = in(millis);
    try {
      return exchange.run();
    } catch (InterruptedException e) {
      if (deadline.end()) {
        throw new IllegalStateException(
            new TimedOutException("no complete reply within " + millis + " ms"));
      }
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      deadline.end();
    }
  }

  /** Moves the deadline to so many milliseconds from now; later than it is, never earlier. */
  void move(long millis) {
    at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private synchronized void ring() {
    long left = at - System.nanoTime();
    if (!ended && left > 0) {
      alarm = ALARMS.schedule(this::ring, left, TimeUnit.NANOSECONDS);
    } else if (!ended) {
      over = true;
      thread.interrupt();
    }
  }

  /** Ends the deadline; returns whether it had passed, and clears the interrupt that it caused. */
  synchronized boolean end() {
    if (!ended) {
      ended = true;
      alarm.cancel(false);
      if (over) {
        Thread.interrupted();
      }
    }
    return over;
  }
}
