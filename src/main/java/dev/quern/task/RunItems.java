package dev.quern.task;

import dev.quern.task.ItemRepository.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

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
final class RunItems implements Iterator<TaskItem> {

  private static final Logger log = LoggerFactory.getLogger(RunItems.class);
  private static final int PAGE = 500;
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Run run;
  private final ItemRepository ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Pending> page = new ArrayDeque<>();
  private final PriorityQueue<Pending> later =
      new PriorityQueue<>(Comparator.comparing(Pending::notBefore).thenComparing(Pending::seq));
  private int lastSeq;
  private boolean allRead;
  private int inFlight;
  private int storing;
  private int limit;
  private boolean ended;

  RunItems(Run run, ItemRepository ledger, int limit) {
    this.run = run;
    this.ledger = ledger;
    this.limit = limit;
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
          Pending due = takeDue();
          if (due != null) {
            inFlight++;
            return new TaskItem(run, due.seq(), due.ref(), due.attempts(), due.partialState());
          }
          if (allRead && later.isEmpty() && inFlight + storing == 0) {
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

  private @Nullable Pending takeDue() {
    Instant now = Instant.now();
    if (!later.isEmpty() && !later.peek().notBefore().isAfter(now)) {
      return later.poll();
    }
    while (true) {
      if (page.isEmpty() && !readPage()) {
        return null;
      }
      if (page.element().last() && (inFlight + storing > 0 || !later.isEmpty())) {
        return null;
      }
      Pending pending = page.remove();
      if (!pending.notBefore().isAfter(now)) {
        return pending;
      }
      later.add(pending);
    }
  }

  private boolean readPage() {
    if (allRead) {
      return false;
    }
    try {
      List<Pending> read = ledger.pending(run.task().id(), lastSeq, PAGE);
      page.addAll(read);
      allRead = read.size() < PAGE;
      if (!read.isEmpty()) {
        lastSeq = read.get(read.size() - 1).seq();
      }
      return !read.isEmpty();
    } catch (DataAccessException e) {
      // The database is away: the run waits for it, it does not end.
      log.warn("The next items of {} cannot be read, trying again: {}", run, e.getMessage());
      return false;
    }
  }

  private void waitForChange() throws InterruptedException {
    Duration wait = IDLE;
    if (!later.isEmpty() && hasPlace()) {
      Duration untilDue = Duration.between(Instant.now(), later.peek().notBefore());
      wait = untilDue.compareTo(IDLE) < 0 ? untilDue : IDLE;
    }
    changed.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** An item goes back to be tried again, after its failed attempt has been stored. */
  void again(TaskItem item, boolean counts, Duration delay) {
    lock.lock();
    try {
      later.add(
          new Pending(
              item.seq(),
              item.ref(),
              false, // also the last one: all others have ended
              item.attempts() + (counts ? 1 : 0),
              Instant.now().plus(delay),
              item.partialState()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** An item gives its place to the next one, and waits for its commit beside the window. */
  void toStore() {
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
  void giveBack(boolean stored) {
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

  /** Widens or narrows the window, at once. */
  void limit(int parallelism) {
    lock.lock();
    try {
      limit = parallelism;
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
