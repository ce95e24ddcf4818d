package dev.quern.task.lifecycle;

import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.BeanFactory;

/** Looks at the runs of a node much more often than the engine does, until it is closed. */
public final class FrequentRunMonitor implements AutoCloseable {

  private static final long BETWEEN_NANOS = 3_000_000;

  private final Thread thread;
  private volatile boolean closed;

  public FrequentRunMonitor(BeanFactory node) {
    RunMonitor monitor = node.getBean(RunMonitor.class);
    thread = new Thread(() -> look(monitor), "run-watch-of-test");
    thread.setDaemon(true);
    thread.start();
  }

  private void look(RunMonitor monitor) {
    while (!closed) {
      monitor.look();
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
