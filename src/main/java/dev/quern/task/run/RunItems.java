package dev.quern.task.run;

import dev.quern.task.store.ItemRepository.PendingItem;
import dev.quern.task.watch.TaskLogContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of a run, pulled one by one: the window. {@link #next} waits for a free slot and for an
 * item that is due. So no more items are in flight than the task's parallelism, a free slot is
 * filled at once, and memory holds only a page of the ledger. An item whose result waits for its
 * commit has given its place to the next one, or a commit's time would be lost to the model at each
 * item; as many as the window is wide may wait so.
 *
 * <p>{@link #hasNext} never waits: a splitter calls it while it holds the item before, so waiting
 * for a place there would cost one place, and with a parallelism of 1 never end. When nothing is
 * left, or the run is stopped, {@code next} returns null, which Camel's splitter skips; but not
 * before the last item in flight has ended, since after a null the split does not wait for those.
 */
public final class RunItems implements Iterator<TaskItem> {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Run run;
  private final PendingItems open;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int inFlight;
  private int storing;
  private int limit;
  private boolean ended;

  /**
   * @param claiming whether other parts may be at work: no places until they are divided
   */
  RunItems(Run run, PendingItems open, boolean claiming) {
    this.run = run;
    this.open = open;
    this.limit = claiming ? 0 : run.task().parallelism();
  }

  @Override
  public boolean hasNext() {
    lock.lock();
    try {
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable TaskItem next() {
    lock.lock();
    try (TaskLogContext task = TaskLogContext.of(run.task().id())) {
      while (run.stopped() == null || inFlight + storing > 0) {
        if (run.stopped() == null && hasPlace()) {
          PendingItem due = open.takeDue(inFlight + storing > 0, limit - inFlight);
          if (due != null) {
            inFlight++;
            return new TaskItem(run, due.seq(), due.ref(), due.attempts(), due.partialState());
          }
          if (open.isExhausted() && inFlight + storing == 0) {
            break;
          }
        }
        waitForChange();
      }
      ended = true;
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasPlace() {
    return inFlight < limit && storing < limit;
  }

  private void waitForChange() throws InterruptedException {
    Duration wait = IDLE;
    Duration untilDue = hasPlace() ? open.untilDue() : null;
    if (untilDue != null && untilDue.compareTo(IDLE) < 0) {
      wait = untilDue;
    }
    changed.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** Returns an item for a retry, after its failed attempt has been stored. */
  public void retryLater(TaskItem item, boolean counts, Duration delay) {
    lock.lock();
    try {
      open.retryLater(item, counts, delay);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Frees the slot of an item, which waits for its commit outside of the window. */
  void beginStoring() {
    lock.lock();
    try {
      boolean wasFull = inFlight >= limit;
      inFlight--;
      storing++;
      if (wasFull) { // else nobody waits for a place
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records the end of an item, whose slot may already be free ({@code stored}). */
  void release(boolean stored) {
    lock.lock();
    try {
      boolean wasFull = inFlight >= limit || storing >= limit;
      if (stored) {
        storing--;
      } else {
        inFlight--;
      }
      if (wasFull || inFlight + storing == 0) { // else nobody waits for it
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The size of the window. */
  public int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /** Changes the size of the window, at once. */
  public void setLimit(int parallelism) {
    lock.lock();
    try {
      limit = parallelism;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The same, unless places are divided with other nodes: then they are divided again soon. */
  public void limitAlone(int parallelism) {
    lock.lock();
    try {
      if (!open.isClaiming()) {
        setLimit(parallelism);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reduces the places of this part.
   *
   * @return the number of places in use: the new limit, or the items still in flight if there are
   *     more
   */
  public int narrow(int max) {
    lock.lock();
    try {
      limit = Math.min(limit, max);
      return Math.max(limit, inFlight);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Claims the items of this part from now on, so that others may join.
   *
   * @param transaction runs the claim in a transaction, or throws
   */
  public void startClaiming(Consumer<Runnable> transaction) {
    lock.lock();
    try {
      transaction.accept(open::markBegun);
      open.startClaiming();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether this part claims its items. It never blocks, so it may be called while the task's row
   * is locked.
   */
  public boolean isClaiming() {
    return open.isClaiming();
  }

  /** Another part has ended, and may have given items back. */
  public void lookForReturned() {
    lock.lock();
    try {
      open.lookForReturned();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Items that have not ended, those that wait for their commit too. */
  int inFlight() {
    lock.lock();
    try {
      return inFlight + storing;
    } finally {
      lock.unlock();
    }
  }
}
