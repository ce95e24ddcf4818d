package dev.quern.task.run;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.ItemRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A running task on this node, from opening to closing: its items, the window of items in flight,
 * and the way to stop them. If several nodes work on the task, this is the part of one of them.
 */
public final class Run implements Iterable<TaskItem> {

  /** Has what coming items are made from read together, before each of them asks for it. */
  public interface ReadAhead {

    /**
     * Begins to read, and does not wait for it.
     *
     * @param refs what the items are about, the first of them first
     */
    void begin(List<String> refs);
  }

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
   * @param claiming whether other parts may be working, so that each claims its items; it has no
   *     places until they are divided
   */
  public Run(
      Task task,
      boolean leads,
      boolean claiming,
      ItemRepository ledger,
      ItemClaims claims,
      ReadAhead inputs,
      ResultWriter.Commit commit,
      Clock clock) {
    this.task = task;
    this.leads = leads;
    this.budget = new TaskBudget(task, claiming);
    this.activity = new RunActivity(task, clock);
    this.items =
        new RunItems(
            this, new PendingItems(this, ledger, claims, inputs, claiming, clock), claiming);
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

  /** Whether this part owns the scheduler's entry: it runs the final item and closes the run. */
  public boolean leads() {
    return leads;
  }

  /** The items, limited by the window. For a single reader. */
  @Override
  public Iterator<TaskItem> iterator() {
    return items;
  }

  /**
   * Checks whether the run has been stopped, for items that compute for a long time without a
   * model.
   *
   * @throws RunStoppedException when the run gives out no more items, for whatever reason
   */
  public void throwIfStopped() {
    StopReason why = stop;
    if (why != null) {
      throw new RunStoppedException(this, why);
    }
  }

  /** Why the run gives out no more items; null while it gives out items. */
  public @Nullable StopReason stopped() {
    return stop;
  }

  /** The cause of the stop in words; null if the reason needs none. */
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

  /** Interrupts all items in flight, whatever the reason of the stop. */
  public void abandon() {
    threads.updateAndInterrupt(() -> abandoned = true, true);
  }

  /** From now until {@link #leave}, a stop interrupts the calling thread. */
  public void enter() {
    threads.enter(this::throwIfStopped);
  }

  /** Records that the item of the calling thread has its outcome, and may free its slot. */
  public void beginStoring() {
    if (threads.beginStoring()) {
      items.beginStoring();
    }
  }

  public void leave() {
    items.release(threads.leave());
  }

  /** Queues the task again: the run's entry in the scheduler stays, for a later time. */
  public void rescheduleAfter(Duration wait) {
    rescheduleDelay = wait;
  }

  /** When another run of the same attempt is due; null if there is none. */
  public @Nullable Duration rescheduleDelay() {
    return rescheduleDelay;
  }

  /** Records that the run is completely in the database. */
  public void closed() {
    closed.countDown();
  }

  /** Waits until another run of the task may begin on this node. */
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
   * Reserves the most that a model request may use.
   *
   * @param priced whether its cost is known: else a limit of the cost cannot be held
   * @throws RunStoppedException when the request could exceed a limit of the task; the run then
   *     gives out no more items, and its task is interrupted when the items in flight have ended
   */
  public void reserve(Usage max, boolean priced) {
    String broken;
    try {
      broken =
          priced || task.limits().maxCost() == null
              ? budget.reserve(max.tokens(), max.cost())
              : "Stopped before a call whose cost is not known: the provider has no price_input"
                  + " and price_output any more, so max_cost cannot be held.";
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

  /** Ends a reservation and counts what the request used; it is stored with the next results. */
  public void settle(Usage max, Usage used) {
    budget.settle(max.tokens(), max.cost(), used);
  }

  /** Counts calls that were not sent, because their replies were cached. */
  public void onCacheHit(long calls) {
    budget.add(Usage.ofSaved(calls));
  }

  /**
   * Shows in the task's {@code detail} that a call of an item has to wait.
   *
   * @param reason what it waits for, such as "provider gpu-box"
   */
  public void onProviderWait(String reason, Instant nextTry) {
    activity.onWait(reason, nextTry);
  }

  /** Shows that calls are sent again. */
  public void onProviderResumed() {
    activity.onResume();
  }

  public RunActivity activity() {
    return activity;
  }

  /** Sets the phase of the run for the task's {@code detail}; "items" by default. */
  public void setPhase(String now) {
    activity.setPhase(now);
  }

  /** Whether the run no longer waits for anything, such as the database. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Whether results that are not stored yet are given up. */
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
