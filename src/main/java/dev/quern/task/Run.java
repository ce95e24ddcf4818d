package dev.quern.task;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A task at work on this node, from its opening to its closing: its items, one window of them in
 * flight, and the one way to stop them.
 */
public final class Run implements Iterable<TaskItem> {

  /** Why a run gives out no more items. */
  public enum Stop {
    /** Somebody cancelled the task: what is in flight is interrupted. */
    CANCELLED(true),
    /** Another run of the task has begun elsewhere: nothing of this one may be stored. */
    SUPERSEDED(true),
    /** An item showed that none can succeed. */
    HOPELESS(true),
    /** Somebody paused the task: what is in flight ends on its own. */
    PAUSED(false),
    /** The process is asked to end: what is in flight has the grace. */
    SHUTDOWN(false);

    private final boolean interrupts;

    Stop(boolean interrupts) {
      this.interrupts = interrupts;
    }
  }

  private final Task task;
  private final RunItems items;
  private final ResultWriter writer;
  private final Set<Thread> threads = new HashSet<>();
  private final Set<Thread> storing = new HashSet<>();
  private final LongAdder calls = new LongAdder();
  private final LongAdder inputTokens = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Stop stop;
  private volatile @Nullable String stopReason;

  Run(Task task, ItemRepository ledger, ResultWriter.Commit commit) {
    this.task = task;
    this.items = new RunItems(this, ledger, task.parallelism());
    this.writer = new ResultWriter(this, commit);
  }

  /** The task as it was when the run began. */
  public Task task() {
    return task;
  }

  /** The items, as many at once as the window is wide. For one reader. */
  @Override
  public Iterator<TaskItem> iterator() {
    return items;
  }

  /** Why the run gives out no more items; null while it does. */
  public @Nullable Stop stopped() {
    return stop;
  }

  /** What led to the stop, for people; null where that goes without saying. */
  @Nullable String stopReason() {
    return stopReason;
  }

  void stop(Stop why, @Nullable String reason) {
    synchronized (threads) {
      if (stop == null || why.interrupts && !stop.interrupts) {
        stopReason = reason;
        stop = why;
      }
      if (why.interrupts) {
        threads.forEach(Thread::interrupt);
      }
    }
    items.wake();
  }

  /** Interrupts what is still in flight, whatever the reason of the stop. */
  void interruptItems() {
    synchronized (threads) {
      threads.forEach(Thread::interrupt);
    }
  }

  /** From here to {@link #leave} a stop interrupts the calling thread. */
  void enter() {
    synchronized (threads) {
      Stop why = stop;
      if (why != null) {
        throw new RunStoppedException(this, why);
      }
      threads.add(Thread.currentThread());
    }
  }

  /** The item of the calling thread has its outcome: its place in the window is free. */
  void toStore() {
    synchronized (threads) {
      if (!storing.add(Thread.currentThread())) {
        return;
      }
    }
    items.toStore();
  }

  void leave() {
    boolean stored;
    synchronized (threads) {
      threads.remove(Thread.currentThread());
      stored = storing.remove(Thread.currentThread());
    }
    // The thread goes back to a pool that others use: a late interrupt must not meet them.
    Thread.interrupted();
    items.giveBack(stored);
  }

  /** All of it is in the database. */
  void closed() {
    closed.countDown();
  }

  /** Waits until another run of the task may begin. */
  void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the " + this + " ends", e);
    }
  }

  RunItems items() {
    return items;
  }

  ResultWriter writer() {
    return writer;
  }

  /** Counts a request that was sent to a model; stored with the next results. */
  public void used(Usage usage) {
    calls.add(usage.calls());
    inputTokens.add(usage.inputTokens());
    outputTokens.add(usage.outputTokens());
  }

  /** What was counted since it was last taken. */
  Usage takeUsage() {
    return new Usage(calls.sumThenReset(), inputTokens.sumThenReset(), outputTokens.sumThenReset());
  }

  @Override
  public String toString() {
    return "run " + task.epoch() + " of task " + task.id();
  }
}
