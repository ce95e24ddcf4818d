package dev.quern.task;

import dev.quern.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A task at work on this node, from its opening to its closing: its items, one window of them in
 * flight, and the one way to stop them.
 */
public final class Run implements Iterable<TaskItem> {

  private final Task task;
  private final RunItems items;
  private final ResultWriter writer;
  private final ItemThreads threads = new ItemThreads();
  private final Spending spending;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final RunProgress progress;
  private volatile boolean abandoned;
  private volatile @Nullable Duration again;
  private volatile @Nullable RunStop stop;
  private volatile @Nullable String stopReason;

  Run(Task task, ItemRepository ledger, ResultWriter.Commit commit, Clock clock) {
    this.task = task;
    this.spending = new Spending(task);
    this.progress = new RunProgress(task, clock);
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

  /**
   * For an item that is long at work without a model.
   *
   * @throws RunStoppedException when the run gives out no more items, for whatever reason
   */
  public void throwIfStopped() {
    RunStop why = stop;
    if (why != null) {
      throw new RunStoppedException(this, why);
    }
  }

  /** Why the run gives out no more items; null while it does. */
  public @Nullable RunStop stopped() {
    return stop;
  }

  /** What led to the stop, for people; null where that goes without saying. */
  @Nullable String stopReason() {
    return stopReason;
  }

  void stop(RunStop why, @Nullable String reason) {
    threads.interruptAfter(
        () -> {
          if (stop == null || why.interrupts() && !stop.interrupts()) {
            stopReason = reason;
            stop = why;
          }
        },
        why.interrupts());
    items.wake();
  }

  /** Interrupts what is still in flight, whatever the reason of the stop; nothing waits on. */
  void abandon() {
    threads.interruptAfter(() -> abandoned = true, true);
  }

  /** From here to {@link #leave} a stop interrupts the calling thread. */
  void enter() {
    threads.enter(this::throwIfStopped);
  }

  /** The item of the calling thread has its outcome, and may give its place away. */
  void toStore() {
    if (threads.toStore()) {
      items.toStore();
    }
  }

  void leave() {
    items.giveBack(threads.leave());
  }

  /** The task is queued again, and the run's entry in the scheduler is to stay, for later. */
  void goesOnLater(Duration wait) {
    again = wait;
  }

  /** When another run of the same attempt is due; null where there is none. */
  @Nullable Duration again() {
    return again;
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

  /**
   * Sets aside what a request to a model may take.
   *
   * @throws RunStoppedException when a limit of the task would not hold; the run gives out no more
   *     items, and its task is interrupted when those in flight have ended
   */
  public void reserve(Usage most) {
    String broken;
    try {
      broken = spending.reserve(most.tokens(), most.cost());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunStoppedException(this, stop == null ? RunStop.CANCELLED : stop);
    }
    if (broken != null) {
      stop(RunStop.SPENT, broken);
      throw new RunStoppedException(this, RunStop.SPENT);
    }
  }

  /** Ends a reservation, and counts what the request took; stored with the next results. */
  public void settle(Usage most, Usage used) {
    spending.settle(most.tokens(), most.cost(), used);
  }

  /** Counts calls that were not made, since their replies were stored. */
  public void saved(long calls) {
    spending.add(Usage.ofSaved(calls));
  }

  /**
   * A call of an item cannot go out for now; the task's {@code detail} says so.
   *
   * @param reason what it waits for, such as "provider gpu-box"
   */
  public void waits(String reason, Instant nextTry) {
    progress.waits(reason, nextTry);
  }

  /** Calls go out again. */
  public void goesOn() {
    progress.goesOn();
  }

  RunProgress progress() {
    return progress;
  }

  /** What the run is about, for the task's {@code detail}; "items" unless a type says otherwise. */
  public void phase(String now) {
    progress.phase(now);
  }

  /** Whether nothing waits any more for what keeps the run from ending, such as the database. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** Whether what is not stored by now is given up. */
  boolean isStoppedForGood() {
    RunStop why = stop;
    return abandoned || why != null && why.interrupts();
  }

  Spending spending() {
    return spending;
  }

  @Override
  public String toString() {
    return "run " + task.epoch() + " of task " + task.id();
  }
}
