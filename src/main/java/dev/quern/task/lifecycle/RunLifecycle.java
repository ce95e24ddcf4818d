package dev.quern.task.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.DatabaseOutage;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunActivity;
import dev.quern.task.run.RunDetail;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.TaskTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens and closes runs in the database. */
@Component("runs")
public class RunLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunLifecycle.class);

  /** A task whose process died this often under it is not tried again. */
  private static final int MAX_CRASHES = 3;

  /**
   * A task that gave its place back asks for one again when its provider is tried, within these.
   */
  private static final Duration SOONEST = Duration.ofSeconds(5);

  private static final Duration LATEST = Duration.ofMinutes(1);

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemRepository items;
  private final TaskTypes types;
  private final TaskCompletion ends;
  private final RunningTasks running;
  private final ResultStore store;
  private final CallLedger calls;
  private final Clock clock;
  private final TransactionTemplate transaction;

  RunLifecycle(
      TaskRepository tasks,
      RunRepository rows,
      ItemRepository items,
      TaskTypes types,
      TaskCompletion ends,
      RunningTasks running,
      ResultStore store,
      CallLedger calls,
      Clock clock,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.rows = rows;
    this.items = items;
    this.types = types;
    this.ends = ends;
    this.running = running;
    this.store = store;
    this.calls = calls;
    this.clock = clock;
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
      held.stop(StopReason.PAUSED, null);
      held.awaitClosed();
    }
    Task task = transaction.execute(status -> begin(request));
    if (task == null) {
      return null;
    }
    Run run = new Run(task, items, store::store, clock);
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
    if (task == null || task.generation() != request.generation()) {
      return null;
    }
    int crashes = task.crashes();
    switch (task.state()) {
      case QUEUED, WAITING -> {}
      // Runs that are stopped in order leave the task queued: this one's process died.
      case RUNNING -> {
        crashes++;
        countCalls(task);
      }
      case CANCELLING -> {
        countCalls(task);
        ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
        return null;
      }
      default -> {
        return null;
      }
    }
    if (task.overdue()) {
      ends.end(task, TaskState.INTERRUPTED, overdue(task));
      return null;
    }
    if (crashes >= MAX_CRASHES) {
      ends.end(
          task,
          TaskState.FAILED,
          "The process ended " + crashes + " times while it ran this task; it is not tried again.");
      return null;
    }
    rows.begin(task, crashes);
    if (!task.itemsListed()) {
      rows.listed(task.id(), items.list(task.id(), types.get(task.taskType()).items(task)));
    }
    return tasks.find(task.id()).orElseThrow();
  }

  /** A process that died under a task has told nobody of the calls that it had out. */
  public void countCalls(Task task) {
    rows.raiseUsage(task.id(), calls.afterCrash(task.id()));
  }

  /** What is said of a task that takes longer than it may. */
  static String overdue(Task task) {
    return "Stopped after max_duration ("
        + task.maxDuration()
        + "); what is stored stays, and resuming it goes on with the rest.";
  }

  /**
   * Closes a run, waiting for a database that is away, and moves its task to where the rows say it
   * is. Closing twice, or closing a run that another has superseded, changes nothing.
   *
   * @param failure what ended the route early; null when it came to its end
   */
  public void close(Run run, @Nullable Throwable failure) {
    try {
      run.writer().close();
      FaultPoint.BEFORE_FINISH.pass();
      new DatabaseOutage(run, run::isAbandoned)
          .retryUntilBack(
              () -> {
                ObjectNode report = report(run);
                transaction.executeWithoutResult(status -> finish(run, failure, report));
              });
    } finally {
      run.closed();
    }
  }

  private ObjectNode report(Run run) {
    try {
      return types.get(run.task().taskType()).report(run.task());
    } catch (RuntimeException e) {
      if (DatabaseOutage.isOutage(e)) {
        throw e;
      }
      log.error("The {} has no report", run, e);
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private void finish(Run run, @Nullable Throwable failure, ObjectNode report) {
    Task task = tasks.lock(run.task().id()).orElse(null);
    if (task == null || task.epoch() != run.task().epoch() || task.state().isEnd()) {
      return;
    }
    String remark = types.get(task.taskType()).remark(report);
    report.setAll(run.stopped() == StopReason.YIELDED ? RunDetail.yielded(run) : RunDetail.ended());
    rows.count(task.id(), 0, 0, run.budget().take(), report);
    if (task.state() == TaskState.CANCELLING) {
      ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
    } else if (task.state() == TaskState.RUNNING) {
      endRunning(run, task, failure, remark);
    }
  }

  private void endRunning(
      Run run, Task task, @Nullable Throwable failure, @Nullable String remark) {
    StopReason stopped = run.stopped();
    boolean pending = items.countPending(task.id()) > 0;
    if (!pending && failure == null) {
      ends.endByItems(task, remark);
    } else if (stopped == StopReason.SHUTDOWN || stopped == StopReason.YIELDED) {
      tasks.move(task.id(), TaskState.QUEUED, null);
      run.rescheduleAfter(stopped == StopReason.SHUTDOWN ? Duration.ofMillis(1) : afterYield(run));
    } else if (stopped == StopReason.FATAL) {
      ends.fail(task, String.valueOf(run.stopReason()));
    } else if (stopped == StopReason.BUDGET_EXCEEDED || stopped == StopReason.DEADLINE_EXCEEDED) {
      ends.end(task, TaskState.INTERRUPTED, run.stopReason());
    } else if (failure != null) {
      log.error("Task {} ended by an error of Quern", task.id(), failure);
      ends.fail(task, "An error of Quern ended the task: " + failure);
    } else {
      ends.fail(task, "The run ended before its items did; this is a bug.");
    }
  }

  private Duration afterYield(Run run) {
    RunActivity.Waiting waiting = run.activity().waiting();
    Instant nextTry = waiting == null ? Instant.EPOCH : waiting.nextTry();
    Duration wait = Duration.between(clock.instant(), nextTry);
    wait = wait.compareTo(SOONEST) < 0 ? SOONEST : wait.compareTo(LATEST) > 0 ? LATEST : wait;
    log.info(
        "Task {} gives its place to others while it waits for {}; it asks for one again in {} s",
        run.task().id(),
        waiting == null ? "its provider" : waiting.reason(),
        wait.toSeconds());
    return wait;
  }

  /**
   * Shows something in the task's {@code detail} while it runs, such as its phase; nothing where
   * the run may no longer write.
   */
  public void updateDetail(Run run, ObjectNode detail) {
    rows.updateDetail(run.task().id(), run.task().epoch(), detail);
  }
}
