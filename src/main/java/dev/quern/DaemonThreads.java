package dev.quern;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes threads that do not keep the process alive. */
public final class DaemonThreads {

  private static final Logger log = LoggerFactory.getLogger(DaemonThreads.class);

  private DaemonThreads() {}

  /** A thread of that name, not started yet. */
  public static Thread of(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Threads for a pool: {@code NAME-1}, {@code NAME-2} … */
  public static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> of(name + "-" + number.incrementAndGet(), work);
  }

  /**
   * A timer of one thread of that name. What it repeats goes on after an exception or error, which
   * is logged: Java's own timers would never run it again, without a word.
   */
  public static ScheduledExecutorService timer(String name) {
    return new ScheduledThreadPoolExecutor(1, work -> of(name, work)) {
      @Override
      public ScheduledFuture<?> scheduleWithFixedDelay(
          Runnable work, long first, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(() -> runAndGoOn(name, work), first, delay, unit);
      }
    };
  }

  private static void runAndGoOn(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      log.error("The timer {} has failed, and goes on", name, e);
    }
  }
}
