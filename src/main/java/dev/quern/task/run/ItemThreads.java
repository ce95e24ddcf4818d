package dev.quern.task.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads that work on the items of a run, so that a stop can interrupt them. */
final class ItemThreads {

  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The start time of each item, in nanoseconds. */
  private final Map<Thread, Long> working = new HashMap<>();

  private final Set<Thread> storing = new HashSet<>();

  /** Registers that the calling thread begins an item, unless {@code check} throws. */
  synchronized void enter(Runnable check) {
    check.run();
    working.put(Thread.currentThread(), System.nanoTime());
  }

  /**
   * Records that the item of the calling thread has its outcome. A quick item frees its slot now
   * instead of after the commit, because otherwise the model would be idle during the commit. A
   * slow item keeps its slot: its commit time does not matter, and so a crash repeats no more calls
   * than the window has slots.
   *
   * @return whether the slot is free from now on
   */
  synchronized boolean beginStoring() {
    Long begun = working.get(Thread.currentThread());
    boolean slow = begun != null && System.nanoTime() - begun > SLOW_NANOS;
    return !slow && storing.add(Thread.currentThread());
  }

  /**
   * Records that the calling thread has finished its item.
   *
   * @return whether the slot of the item was already free
   */
  synchronized boolean leave() {
    working.remove(Thread.currentThread());
    // The thread goes back to a pool that others use: a late interrupt must not meet them.
    Thread.interrupted();
    return storing.remove(Thread.currentThread());
  }

  /**
   * Makes a change and, if wanted, interrupts all threads, without a thread beginning in between.
   */
  synchronized void updateAndInterrupt(Runnable change, boolean interrupt) {
    change.run();
    if (interrupt) {
      working.keySet().forEach(Thread::interrupt);
    }
  }
}
