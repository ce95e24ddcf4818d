package dev.quern.llm;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when a time is over, unless it was ended before. It is to be
 * ended in any case, by that thread: from then on it interrupts no more.
 */
final class Deadline {

  private static final ScheduledThreadPoolExecutor ALARMS =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "model-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  static {
    ALARMS.setRemoveOnCancelPolicy(true); // nearly all of them are
  }

  private final Thread thread = Thread.currentThread();
  private final Future<?> alarm;
  private boolean ended;
  private boolean over;

  private Deadline(long millis) {
    alarm = ALARMS.schedule(this::ring, millis, TimeUnit.MILLISECONDS);
  }

  static Deadline in(long millis) {
    return new Deadline(millis);
  }

  private synchronized void ring() {
    if (!ended) {
      over = true;
      thread.interrupt();
    }
  }

  /** Whether the time was over before; the interrupt that this had made is taken back. */
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
