package dev.quern;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the process alive. */
public final class DaemonThreads {

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

  /** A timer of one thread of that name. */
  public static ScheduledExecutorService timer(String name) {
    return Executors.newSingleThreadScheduledExecutor(work -> of(name, work));
  }
}
