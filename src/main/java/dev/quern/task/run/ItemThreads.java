package dev.quern.task.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work on the items of a run, so that a stop can interrupt them, and the items
 * whose outcomes wait for their commit.
 */
final class ItemThreads {

  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The start time of each item, in nanoseconds. */
  private final Map<Thread, Long> working = new HashMap<>();

  /** The items, by their place in the task, whose slots are free before their commit. */
  private final Set<Integer> storing = new HashSet<>();

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
  synchronized boolean beginStoring(int seq) {
    Long begun = working.get(Thread.currentThread());
    boolean slow = begun != null && System.nanoTime() - begun > SLOW_NANOS;
    return !slow && storing.add(seq);
  }

  /** Returns whether the slot of an item that has ended was already free. */
  synchronized boolean endStoring(int seq) {
    return storing.remove(seq);
  }

  /** Records that the calling thread no longer works on an item. */
  synchronized void leave() {
    working.remove(Thread.currentThread());
    // The thread goes back to a pool that others use: a late interrupt must not meet them.
    Thread.interrupted();
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
