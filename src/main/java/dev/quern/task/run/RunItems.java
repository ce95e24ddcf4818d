package dev.quern.task.run;

import dev.quern.task.store.ItemRepository.PendingItem;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of a run, pulled one by one: the window. {@link #next} waits for a place and for an
 * item that is due, so no more are in flight than the task's parallelism, a place that comes free
 * is filled at once, and memory holds a page of the ledger and no more. An item whose result waits
 * for its commit has given its place to the next one, or a commit's time would be lost to the model
 * at each item; as many as the window is wide may wait so.
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
    try {
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

  /** An item goes back to be tried again, after its failed attempt has been stored. */
  public void retryLater(TaskItem item, boolean counts, Duration delay) {
    lock.lock();
    try {
      open.retryLater(item, counts, delay);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** An item gives its place to the next one, and waits for its commit beside the window. */
  void beginStoring() {
    lock.lock();
    try {
      inFlight--;
      storing++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** An item has ended: one that was at work, or one that was {@code stored}. */
  void release(boolean stored) {
    lock.lock();
    try {
      if (stored) {
        storing--;
      } else {
        inFlight--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The same, unless places are divided with other nodes: then that is done again soon. */
  public void limitAlone(int parallelism) {
    lock.lock();
    try {
      if (!open.isClaiming()) {
        limit(parallelism);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How wide the window is. */
  public int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /** Widens or narrows the window, at once. */
  public void limit(int parallelism) {
    lock.lock();
    try {
      limit = parallelism;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives places up, or says how many there are.
   *
   * @return how many are taken from the task's parallelism: the new limit, or as many as are still
   *     in flight
   */
  public int narrow(int most) {
    lock.lock();
    try {
      limit = Math.min(limit, most);
      return Math.max(limit, inFlight);
    } finally {
      lock.unlock();
    }
  }

  /**
   * From here on what is worked on is marked as this part's own, so that others may join.
   *
   * @param transaction does the marking in a transaction, or throws
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
   * Whether what is worked on is marked as this part's own. It waits for nothing: who holds the
   * task's row may ask.
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
