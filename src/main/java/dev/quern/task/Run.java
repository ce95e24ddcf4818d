package dev.quern.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    /** The next call could break a limit of the task: calls in flight are paid, and end. */
    SPENT(false),
    /** The task's {@code max_duration} is over. */
    OVERDUE(true),
    /** Its provider has been down for so long that others get the place. */
    YIELDED(true),
    /** Somebody paused the task: what is in flight ends on its own. */
    PAUSED(false),
    /** The process is asked to end: what is in flight has the grace. */
    SHUTDOWN(false);

    private final boolean interrupts;

    Stop(boolean interrupts) {
      this.interrupts = interrupts;
    }
  }

  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Task task;
  private final RunItems items;
  private final ResultWriter writer;

  /** Items in flight, by their thread, and when they began, in nanoseconds. */
  private final Map<Thread, Long> threads = new HashMap<>();

  private final Set<Thread> storing = new HashSet<>();
  private final Spending spending;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Pace pace;
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
  private volatile boolean abandoned;
  private volatile @Nullable Duration again;
  private volatile String phase = "items";
  private @Nullable String told;
  private volatile @Nullable Stop stop;
  private volatile @Nullable String stopReason;

  Run(Task task, ItemRepository ledger, ResultWriter.Commit commit, Clock clock) {
    this.task = task;
    this.spending = new Spending(task);
    this.pace = new Pace(clock, task.totalCount() - task.completedCount() - task.failedCount());
    if (task.detail().hasNonNull(RunDetail.WAITING_SINCE)) {
      // It gave its place back while it waited, and has not been through since.
      Instant since = Instant.parse(task.detail().get(RunDetail.WAITING_SINCE).asText());
      waiting.set(new Waiting(null, since, since));
    }
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
        threads.keySet().forEach(Thread::interrupt);
      }
    }
    items.wake();
  }

  /** Interrupts what is still in flight, whatever the reason of the stop; nothing waits on. */
  void abandon() {
    abandoned = true;
    synchronized (threads) {
      threads.keySet().forEach(Thread::interrupt);
    }
  }

  /** From here to {@link #leave} a stop interrupts the calling thread. */
  void enter() {
    synchronized (threads) {
      Stop why = stop;
      if (why != null) {
        throw new RunStoppedException(this, why);
      }
      threads.put(Thread.currentThread(), System.nanoTime());
    }
  }

  /**
   * The item of the calling thread has its outcome. If it was quick, its place in the window is
   * free now, and not after the commit: the model would wait for a good part of its time. A slow
   * item keeps its place, since there a commit is nothing, and a crash repeats no more calls than
   * the window is wide.
   */
  void toStore() {
    synchronized (threads) {
      Long begun = threads.get(Thread.currentThread());
      boolean slow = begun != null && System.nanoTime() - begun > SLOW_NANOS;
      if (slow || !storing.add(Thread.currentThread())) {
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
  public void reserve(long tokens, double cost) {
    String broken;
    try {
      broken = spending.reserve(tokens, cost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunStoppedException(this, stop == null ? Stop.CANCELLED : stop);
    }
    if (broken != null) {
      stop(Stop.SPENT, broken);
      throw new RunStoppedException(this, Stop.SPENT);
    }
  }

  /** Ends a reservation, and counts what the request took; stored with the next results. */
  public void settle(long tokens, double cost, Usage used) {
    spending.settle(tokens, cost, used);
  }

  /** Counts calls that were not made, since their replies were stored. */
  public void saved(long calls) {
    spending.add(new Usage(0, 0, 0, 0, calls));
  }

  /**
   * A call of an item cannot go out for now; the task's {@code detail} says so.
   *
   * @param reason what it waits for, such as "provider gpu-box"
   */
  public void waits(String reason, Instant nextTry) {
    waiting.updateAndGet(
        before -> new Waiting(reason, nextTry, before == null ? Instant.now() : before.since()));
  }

  /** Calls go out again. */
  public void goesOn() {
    waiting.updateAndGet(
        before -> before == null ? null : new Waiting(null, before.since(), before.since()));
  }

  /** So many items have ended, and are stored. */
  void stored(int ended) {
    pace.ended(ended);
    if (ended > 0) {
      waiting.set(null);
    }
  }

  /** What the run waits for; null where nothing has kept it since its last stored item. */
  @Nullable Waiting waiting() {
    return waiting.get();
  }

  /**
   * What keeps a run from going on.
   *
   * @param reason null where a call has gone out again, and its reply is not in yet
   * @param since when it was first kept from it, no item having been stored since
   */
  record Waiting(@Nullable String reason, Instant nextTry, Instant since) {}

  /** Remembers what was last told of the run's situation, and says what was told before. */
  @Nullable String toldSituation(String now) {
    String before = told;
    told = now;
    return before;
  }

  Pace pace() {
    return pace;
  }

  /** What the run is about, for the task's {@code detail}; "items" unless a type says otherwise. */
  public void phase(String now) {
    phase = now;
  }

  String phase() {
    return phase;
  }

  /** Whether nothing waits any more for what keeps the run from ending, such as the database. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** Whether what is not stored by now is given up. */
  boolean isStoppedForGood() {
    Stop why = stop;
    return abandoned || why != null && why.interrupts;
  }

  Spending spending() {
    return spending;
  }

  @Override
  public String toString() {
    return "run " + task.epoch() + " of task " + task.id();
  }
}
