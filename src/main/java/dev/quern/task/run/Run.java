package dev.quern.task.run;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.ItemRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A task at work on this node, from its opening to its closing: its items, one window of them in
 * flight, and the one way to stop them. Where several nodes are at work on a task, this is the part
 * of one of them.
 */
public final class Run implements Iterable<TaskItem> {

  private final Task task;
  private final boolean leads;
  private final RunItems items;
  private final ResultWriter writer;
  private final ItemThreads threads = new ItemThreads();
  private final TaskBudget budget;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final RunActivity activity;
  private volatile boolean abandoned;
  private volatile @Nullable Duration rescheduleDelay;
  private volatile @Nullable StopReason stop;
  private volatile @Nullable String stopReason;

  /**
   * @param task its epoch is the number of the part
   * @param claiming whether other parts may be at work, so that each marks what it takes; it has no
   *     places until they are divided
   */
  public Run(
      Task task,
      boolean leads,
      boolean claiming,
      ItemRepository ledger,
      ItemClaims claims,
      ResultWriter.Commit commit,
      Clock clock) {
    this.task = task;
    this.leads = leads;
    this.budget = new TaskBudget(task, claiming);
    this.activity = new RunActivity(task, clock);
    this.items = new RunItems(this, ledger, claims, claiming);
    this.writer = new ResultWriter(this, commit);
  }

  /** The task as it was when the run began. */
  public Task task() {
    return task;
  }

  /** The number of this node's part of the run. */
  public int part() {
    return task.epoch();
  }

  /** Whether this part has the scheduler's entry: it does what comes last, and closes the run. */
  public boolean leads() {
    return leads;
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
    StopReason why = stop;
    if (why != null) {
      throw new RunStoppedException(this, why);
    }
  }

  /** Why the run gives out no more items; null while it does. */
  public @Nullable StopReason stopped() {
    return stop;
  }

  /** What led to the stop, for people; null where that goes without saying. */
  public @Nullable String stopReason() {
    return stopReason;
  }

  public void stop(StopReason why, @Nullable String reason) {
    threads.updateAndInterrupt(
        () -> {
          if (stop == null || why.interrupts() && !stop.interrupts()) {
            stopReason = reason;
            stop = why;
          }
        },
        why.interrupts());
    budget.close();
    items.wake();
  }

  /** Interrupts what is still in flight, whatever the reason of the stop; nothing waits on. */
  public void abandon() {
    threads.updateAndInterrupt(() -> abandoned = true, true);
  }

  /** From here to {@link #leave} a stop interrupts the calling thread. */
  public void enter() {
    threads.enter(this::throwIfStopped);
  }

  /** The item of the calling thread has its outcome, and may give its place away. */
  public void beginStoring() {
    if (threads.beginStoring()) {
      items.beginStoring();
    }
  }

  public void leave() {
    items.release(threads.leave());
  }

  /** The task is queued again, and the run's entry in the scheduler is to stay, for later. */
  public void rescheduleAfter(Duration wait) {
    rescheduleDelay = wait;
  }

  /** When another run of the same attempt is due; null where there is none. */
  public @Nullable Duration rescheduleDelay() {
    return rescheduleDelay;
  }

  /** All of it is in the database. */
  public void closed() {
    closed.countDown();
  }

  /** Waits until another run of the task may begin. */
  public void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the " + this + " ends", e);
    }
  }

  public RunItems items() {
    return items;
  }

  public ResultWriter writer() {
    return writer;
  }

  /**
   * Sets aside what a request to a model may take.
   *
   * @throws RunStoppedException when a limit of the task would not hold; the run gives out no more
   *     items, and its task is interrupted when those in flight have ended
   */
  public void reserve(Usage max) {
    String broken;
    try {
      broken = budget.reserve(max.tokens(), max.cost());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunStoppedException(this, stop == null ? StopReason.CANCELLED : stop);
    }
    if (broken != null) {
      throwIfStopped();
      stop(StopReason.BUDGET_EXCEEDED, broken);
      throw new RunStoppedException(this, StopReason.BUDGET_EXCEEDED);
    }
  }

  /** Ends a reservation, and counts what the request took; stored with the next results. */
  public void settle(Usage max, Usage used) {
    budget.settle(max.tokens(), max.cost(), used);
  }

  /** Counts calls that were not made, since their replies were stored. */
  public void onCacheHit(long calls) {
    budget.add(Usage.ofSaved(calls));
  }

  /**
   * A call of an item cannot go out for now; the task's {@code detail} says so.
   *
   * @param reason what it waits for, such as "provider gpu-box"
   */
  public void onProviderWait(String reason, Instant nextTry) {
    activity.onWait(reason, nextTry);
  }

  /** Calls go out again. */
  public void onProviderResumed() {
    activity.onResume();
  }

  public RunActivity activity() {
    return activity;
  }

  /** What the run is about, for the task's {@code detail}; "items" unless a type says otherwise. */
  public void phase(String now) {
    activity.phase(now);
  }

  /** Whether nothing waits any more for what keeps the run from ending, such as the database. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Whether what is not stored by now is given up. */
  boolean isStoppedForGood() {
    StopReason why = stop;
    return abandoned || why != null && why.interrupts();
  }

  public TaskBudget budget() {
    return budget;
  }

  @Override
  public String toString() {
    return "run " + task.epoch() + " of task " + task.id();
  }
}
