package dev.quern.task;

import dev.quern.task.Outcome.Done;
import dev.quern.task.Outcome.Failed;
import dev.quern.task.Outcome.Partial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens and closes runs in the database, and stores what they bring. */
@Component("runs")
public class Runs {

  private static final Logger log = LoggerFactory.getLogger(Runs.class);

  /** A task whose process died this often under it is not tried again. */
  private static final int MOST_CRASHES = 3;

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemRepository items;
  private final TaskTypes types;
  private final TaskEnds ends;
  private final RunningTasks running;
  private final TransactionTemplate transaction;

  Runs(
      TaskRepository tasks,
      RunRepository rows,
      ItemRepository items,
      TaskTypes types,
      TaskEnds ends,
      RunningTasks running,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.rows = rows;
    this.items = items;
    this.types = types;
    this.ends = ends;
    this.running = running;
    this.transaction = transaction;
  }

  /**
   * Opens a run: its number is one more than any before, its items are listed if none has listed
   * them. Null when there is nothing to run, for instance because the task has ended since it was
   * queued.
   */
  public @Nullable Run open(RunRequest request) {
    Run held = running.get(request.taskId());
    if (held != null) {
      // It was paused, and its calls in flight are still wanted: what they bring is stored first.
      held.stop(Run.Stop.PAUSED, null);
      held.awaitClosed();
    }
    Task task = transaction.execute(status -> begin(request));
    if (task == null) {
      return null;
    }
    Run run = new Run(task, items, this::store);
    run.writer().start();
    log.info(
        "Task {} ({}) begins: {} of {} items to do, {} at once",
        task.id(),
        task.taskType(),
        task.totalCount() - task.completedCount() - task.failedCount(),
        task.totalCount(),
        task.parallelism());
    return run;
  }

  private @Nullable Task begin(RunRequest request) {
    Task task = tasks.lock(request.taskId()).orElse(null);
    if (task == null || task.attempt() != request.attempt()) {
      return null;
    }
    int crashes = task.crashes();
    switch (task.state()) {
      case QUEUED, WAITING -> {}
      // Runs that are stopped in order leave the task queued: this one's process died.
      case RUNNING -> crashes++;
      case CANCELLING -> {
        ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
        return null;
      }
      default -> {
        return null;
      }
    }
    if (crashes >= MOST_CRASHES) {
      ends.end(
          task,
          TaskState.FAILED,
          "The process ended " + crashes + " times while it ran this task; it is not tried again.");
      return null;
    }
    rows.begin(task.id(), crashes);
    if (!task.listed()) {
      rows.listed(task.id(), items.list(task.id(), types.get(task.taskType()).items(task)));
    }
    return tasks.find(task.id()).orElseThrow();
  }

  /**
   * Closes a run and moves its task to where the rows say it is. Closing twice, or closing a run
   * that another has superseded, changes nothing.
   *
   * @param failure what ended the route early; null when it came to its end
   */
  public void close(Run run, @Nullable Throwable failure) {
    try {
      run.writer().close();
      FaultPoint.BEFORE_FINISH.pass();
      transaction.executeWithoutResult(status -> finish(run, failure));
    } finally {
      run.closed();
    }
  }

  private void finish(Run run, @Nullable Throwable failure) {
    Task task = tasks.lock(run.task().id()).orElse(null);
    if (task == null || task.epoch() != run.task().epoch() || task.state().isEnd()) {
      return;
    }
    rows.count(task.id(), 0, 0, run.spending().take(), null);
    if (task.state() == TaskState.CANCELLING) {
      ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
    } else if (task.state() == TaskState.RUNNING) {
      endRunning(run, task, failure);
    }
  }

  private void endRunning(Run run, Task task, @Nullable Throwable failure) {
    if (run.stopped() == Run.Stop.SHUTDOWN) {
      tasks.move(task.id(), TaskState.QUEUED, null);
    } else if (run.stopped() == Run.Stop.HOPELESS) {
      ends.end(task, TaskState.FAILED, run.stopReason());
    } else if (run.stopped() == Run.Stop.SPENT) {
      ends.end(task, TaskState.INTERRUPTED, run.stopReason());
    } else if (failure != null) {
      log.error("Task {} ended by an error of Quern", task.id(), failure);
      ends.end(task, TaskState.FAILED, "An error of Quern ended the task: " + failure);
    } else if (items.countPending(task.id()) > 0) {
      ends.end(task, TaskState.FAILED, "The run ended before its items did; this is a bug.");
    } else {
      ends.endByItems(task);
    }
  }

  /** Stores outcomes: the ledger, the results and the counts in one transaction. */
  private void store(Run run, List<Outcome> outcomes) {
    Usage usage = run.spending().take();
    try {
      transaction.executeWithoutResult(status -> storeAll(run, outcomes, usage));
      FaultPoint.AFTER_RESULT_COMMIT.pass();
    } catch (RuntimeException e) {
      run.spending().putBack(usage);
      throw e;
    }
  }

  private void storeAll(Run run, List<Outcome> outcomes, Usage usage) {
    Task task = run.task();
    if (!rows.fence(task.id(), task.epoch())) {
      throw new ResultWriter.SupersededException(run);
    }
    List<Done> done = new ArrayList<>();
    int failed = 0;
    String error = null;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Done result) {
        done.add(result);
      } else if (outcome instanceof Failed failure) {
        Duration delay = failure.delay();
        boolean wasOpen = items.fail(task.id(), failure.item().seq(), failure.failure(), delay);
        failed += wasOpen && delay == null ? 1 : 0;
        error = failure.failure().message();
      } else if (outcome instanceof Partial partial) {
        items.keep(task.id(), partial.item().seq(), partial.state());
      }
    }
    rows.count(task.id(), storeDone(task, done), failed, usage, error);
    FaultPoint.BEFORE_RESULT_COMMIT.pass();
  }

  @SuppressWarnings("unchecked")
  private int storeDone(Task task, List<Done> done) {
    if (done.isEmpty()) {
      return 0;
    }
    Set<Integer> open = items.finish(task.id(), done.stream().map(d -> d.item().seq()).toList());
    List<ItemResult<Object>> results =
        done.stream()
            .filter(d -> open.contains(d.item().seq()))
            .map(d -> new ItemResult<>(d.item(), d.result()))
            .toList();
    if (!results.isEmpty()) {
      ((TaskType<Object>) types.get(task.taskType())).store(task, results);
    }
    return results.size();
  }
}
