package dev.quern.task.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads that are at work on the items of a run, to be interrupted when it is stopped. */
final class ItemThreads {

  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** When each began its item, in nanoseconds. */
  private final Map<Thread, Long> working = new HashMap<>();

  private final Set<Thread> storing = new HashSet<>();

  /** The calling thread begins an item, unless {@code check} throws. */
  synchronized void enter(Runnable check) {
    check.run();
    working.put(Thread.currentThread(), System.nanoTime());
  }

  /**
   * The item of the calling thread has its outcome. If it was quick, its place in the window is
   * free now, and not after the commit: the model would wait for a good part of its time. A slow
   * item keeps its place, since there a commit is nothing, and a crash repeats no more calls than
   * the window is wide.
   *
   * @return whether its place is free from here on
   */
  synchronized boolean beginStoring() {
    Long begun = working.get(Thread.currentThread());
    boolean slow = begun != null && System.nanoTime() - begun > SLOW_NANOS;
    return !slow && storing.add(Thread.currentThread());
  }

  /**
   * The calling thread has done with its item.
   *
   * @return whether the item's place was free before
   */
  synchronized boolean leave() {
    working.remove(Thread.currentThread());
    // The thread goes back to a pool that others use: a late interrupt must not meet them.
    Thread.interrupted();
    return storing.remove(Thread.currentThread());
  }

  /** Does something that belongs together with the interrupt, then interrupts them all. */
  synchronized void updateAndInterrupt(Runnable change, boolean interrupt) {
    change.run();
    if (interrupt) {
      working.keySet().forEach(Thread::interrupt);
    }
  }
}
