package dev.quern.task.run;

import dev.quern.task.failure.ItemFailure;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.CountingType.ItemFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a node's scheduler, and what the routes do with a run: takes an entry, opens the run,
 * has its items worked at, closes it. Now and then its process "crashes": the run is left as it is,
 * its entry becomes due again, and what was in flight wakes up late and tries to store.
 */
final class RandomWorker implements Runnable {

  private static final Duration ZOMBIE = Duration.ofMillis(400);

  private final EngineNode node;
  private final String name;
  private final EngineDatabase database;
  private final EngineObserver witness;
  private final ExecutorService pool;
  private final AtomicBoolean calm;
  private final SplittableRandom random;
  private volatile boolean stopped;

  RandomWorker(
      EngineNode node,
      String name,
      EngineDatabase database,
      EngineObserver witness,
      ExecutorService pool,
      AtomicBoolean calm,
      SplittableRandom random) {
    this.node = node;
    this.name = name;
    this.database = database;
    this.witness = witness;
    this.pool = pool;
    this.calm = calm;
    this.random = random;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        if (!turn()) {
          LockSupport.parkNanos(1_000_000);
        }
      } catch (RuntimeException e) {
        witness.unexpected("a worker", e);
      }
    }
  }

  private boolean turn() {
    String entry = database.take(name);
    if (entry == null) {
      return random.nextInt(2) == 0 && join();
    }
    Run run = node.runs().open(RunRequest.parse(entry));
    if (run == null) {
      database.remove(entry);
      return true;
    }
    begin(run, entry);
    return true;
  }

  private boolean join() {
    String taskId = database.anyRunning();
    Run run = taskId == null ? null : node.runs().join(taskId);
    if (run != null) {
      begin(run, null);
    }
    return run != null;
  }

  private void begin(Run run, @Nullable String entry) {
    witness.opened(run);
    node.running().add(run);
    work(run, entry, !calm.get() && random.nextInt(5) == 0 ? random.nextInt(1, 12) : -1);
  }

  /**
   * @param entry of the scheduler; null where another node leads the run
   * @param left items until the process crashes; negative where it does not
   */
  private void work(Run run, @Nullable String entry, int left) {
    AtomicBoolean crashed = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Runnable> inFlight = new ArrayList<>();
    Iterator<TaskItem> items = run.iterator();
    while (items.hasNext()) {
      TaskItem item = items.next();
      if (item == null) {
        continue; // as the splitter does
      }
      SplittableRandom own = random.split();
      pool.execute(() -> attempt(item, own, crashed, failure));
      left--;
      if (left == 0) {
        crash(run, entry, crashed);
        return;
      }
    }
    node.running().remove(run);
    node.runs().close(run, failure.get());
    if (entry == null) {
      witness.count("left");
    } else if (run.rescheduleDelay() == null) {
      database.remove(entry);
    } else {
      witness.count("runs that go on later");
      database.free(entry);
    }
  }

  private void crash(Run run, @Nullable String entry, AtomicBoolean crashed) {
    crashed.set(true);
    node.running().remove(run);
    run.closed(); // who waited for it was in the same process
    witness.count("crashes");
    pool.execute(() -> wakeUpLate(run));
    if (entry != null) {
      database.free(entry);
    }
  }

  /** The process was only suspended: it goes on where it was, and finds another in its place. */
  private void wakeUpLate(Run run) {
    if (awaitSuperseded(run)) {
      try {
        node.runs().close(run, null);
      } catch (RuntimeException e) {
        witness.unexpected("closing a superseded run", e);
      }
    } else {
      run.writer().close();
    }
  }

  private boolean awaitSuperseded(Run run) {
    long end = System.nanoTime() + ZOMBIE.toNanos();
    while (database.mayWrite(run) && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    return !database.mayWrite(run);
  }

  /** One try of an item, as the route of a task type makes it. */
  private void attempt(
      TaskItem item,
      SplittableRandom own,
      AtomicBoolean crashed,
      AtomicReference<@Nullable Throwable> failure) {
    try {
      node.items().begin(item);
      LockSupport.parkNanos(own.nextLong(2_000_000));
      if (crashed.get()) {
        awaitSuperseded(item.run());
      } else if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("The call was told to stop");
      }
      bring(item, own);
    } catch (Exception e) {
      fail(item, e, failure);
    } finally {
      node.items().release(item);
    }
  }

  private void bring(TaskItem item, SplittableRandom own) {
    int fate = calm.get() ? 1000 : own.nextInt(1000);
    if (fate < 40) {
      throw new ItemFailed(ItemFailure.Rule.FAIL_ITEM);
    } else if (fate < 48) {
      throw new ItemFailed(ItemFailure.Rule.RETRY);
    } else if (fate < 52) {
      throw new ItemFailed(ItemFailure.Rule.WAIT);
    } else if (fate < 58) {
      throw new ItemFailed(ItemFailure.Rule.FAIL_TASK);
    }
    if (item.ref().equals(CountingType.FINAL_STEP)) {
      node.items().store(item, "the end");
      witness.count("final steps");
      return;
    }
    String value = item.task().epoch() + " by " + name + " " + own.nextLong();
    witness.attempted(item, value);
    boolean superseded = !database.mayWrite(item.run());
    try {
      node.items().store(item, value);
    } catch (RuntimeException e) {
      refused(item, e);
      throw e;
    }
    witness.acknowledged(item, value, superseded);
    if (own.nextInt(20) == 0) {
      saySomethingElse(item, own.nextBoolean());
    }
  }

  /** A second word about an item that is done changes nothing. */
  private void saySomethingElse(TaskItem item, boolean failure) {
    try {
      if (failure) {
        node.items().fail(item, new ItemFailed(ItemFailure.Rule.FAIL_ITEM));
      } else {
        node.items().store(item, "a second result");
      }
      witness.count("second words");
    } catch (RuntimeException e) {
      refused(item, e);
    }
  }

  private void fail(TaskItem item, Exception e, AtomicReference<@Nullable Throwable> failure) {
    try {
      node.items().fail(item, e);
    } catch (RuntimeException again) {
      refused(item, again);
      failure.set(again);
    }
  }

  /** The ways in which the engine says that a run may no longer store. */
  private void refused(TaskItem item, RuntimeException e) {
    boolean known =
        e instanceof ResultWriter.SupersededException
            || e instanceof IllegalStateException
                && String.valueOf(e.getMessage()).endsWith("is closed");
    if (!known) {
      witness.unexpected("storing " + item, e);
    }
    witness.count("refused results");
  }
}
