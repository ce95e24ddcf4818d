package dev.quern.task.lifecycle;

import dev.quern.task.failure.Backoff;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.preparation.ItemReopening;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.store.ItemReports;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.TaskDependencies;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.TaskTypes;
import dev.quern.task.watch.TaskEvents;
import dev.quern.task.watch.TaskLogContext;
import dev.quern.transaction.AfterCommit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends tasks, and queues or interrupts the tasks that wait for them, in the same transaction. The
 * waiting task's row is locked before its other dependencies are checked: so if two dependencies
 * end at once, the later one sees the earlier one, and the waiting task is queued exactly once.
 */
@Component
public class TaskCompletion {

  private static final Logger log = LoggerFactory.getLogger(TaskCompletion.class);

  private final TaskRepository tasks;
  private final ItemRepository items;
  private final ItemReopening reopening;
  private final ItemReports reports;
  private final TaskTypes types;
  private final RunQueue queue;
  private final TaskEvents events;
  private final TaskMeters meters;
  private final TaskLocks locks;
  private final Notifications notifications;
  private final TaskDependencies dependencies;
  private final Clock clock;

  TaskCompletion(
      TaskRepository tasks,
      ItemRepository items,
      ItemReopening reopening,
      ItemReports reports,
      TaskTypes types,
      RunQueue queue,
      TaskEvents events,
      TaskMeters meters,
      TaskLocks locks,
      Notifications notifications,
      TaskDependencies dependencies,
      Clock clock) {
    this.clock = clock;
    this.tasks = tasks;
    this.items = items;
    this.reopening = reopening;
    this.reports = reports;
    this.types = types;
    this.queue = queue;
    this.events = events;
    this.meters = meters;
    this.locks = locks;
    this.notifications = notifications;
    this.dependencies = dependencies;
  }

  /**
   * Ends a task whose items have all ended: as completed if few enough of them failed, otherwise as
   * failed.
   */
  void endByItems(Task task, @Nullable String remark) {
    if (task.counts().total() == 0) {
      end(task, TaskState.COMPLETED, types.get(task.taskType()).nothingToDo(task));
      return;
    }
    if (items.finalStepFailed(task.id())) {
      fail(task, "The last step failed; resume the task to try it again." + why(task));
      return;
    }
    String failed = task.counts().failed() + " of " + task.counts().total() + " items failed";
    String added = remark == null ? "" : " " + remark;
    if (task.counts().failed() == 0) {
      end(task, TaskState.COMPLETED, remark);
    } else if (task.counts().completed() > 0
        && task.counts().failedRatio() <= task.limits().maxFailedRatio()) {
      end(
          task,
          TaskState.COMPLETED,
          failed + "; resume the task to try them again." + why(task) + added);
    } else {
      fail(task, failed + "." + why(task) + added);
    }
  }

  private String why(Task task) {
    List<String> reasons = reports.reasons(task.id());
    return reasons.isEmpty() ? "" : " " + String.join("; ", reasons);
  }

  /** Ends a running task as failed, or queues it again if it has an attempt left. */
  void fail(Task task, String note) {
    int tries = task.attempts().failed() + 1;
    if (tries >= task.limits().maxTaskAttempts()) {
      end(task, TaskState.FAILED, note);
      return;
    }
    Duration wait = Backoff.OF_TASKS.next(task.attempts().failed());
    if (!tasks.retry(
        task.id(),
        "Try %d of %d failed: %s It is tried again in %d s."
            .formatted(tries, task.limits().maxTaskAttempts(), note, wait.toSeconds()))) {
      throw IllegalMoveException.of(task.id(), task.state(), TaskState.QUEUED);
    }
    reopening.begin(task.id());
    queue.put(tasks.find(task.id()).orElseThrow(), clock.instant().plus(wait));
    AfterCommit.run(() -> events.changed(task.id()));
    log.warn("Task {} ({}) failed and is tried again: {}", task.id(), task.taskType(), note);
  }

  /** Ends a task that is locked by this transaction. */
  public void end(Task task, TaskState end, @Nullable String note) {
    if (!tasks.move(task.id(), end, note)) {
      throw IllegalMoveException.of(task.id(), task.state(), end);
    }
    queue.remove(task);
    if (task.notifyUrl() != null) {
      notifications.ended(tasks.find(task.id()).orElseThrow());
    }
    AfterCommit.run(() -> tell(task, end, note));
    if (end == TaskState.COMPLETED) {
      eachWaiting(task.id(), this::release);
    } else {
      interruptWaiting(task, end.wireName());
    }
  }

  /**
   * Interrupts the tasks that wait for a task that did not complete.
   *
   * @param became what happened to that task, in words for people
   */
  public void interruptWaiting(Task task, String became) {
    String note =
        "Not begun: task %s (%s) that it depends on is %s."
            .formatted(task.id(), task.taskType(), became);
    eachWaiting(task.id(), child -> end(child, TaskState.INTERRUPTED, note));
  }

  private void eachWaiting(String taskId, Consumer<Task> work) {
    locks.lockWaiting(taskId);
    for (String childId : dependencies.waitingFor(taskId)) {
      tasks.lock(childId).filter(child -> !child.state().isEnd()).ifPresent(work);
    }
  }

  private void release(Task child) {
    if (child.state() == TaskState.WAITING && dependenciesDone(child.id())) {
      enqueue(child);
    }
  }

  /** Queues a task that waits for no other task, for now or for its {@code run_at}. */
  public void enqueue(Task task) {
    boolean later = task.times().early();
    if (!later && task.state() != TaskState.QUEUED) {
      tasks.move(task.id(), TaskState.QUEUED, null);
      AfterCommit.run(() -> events.changed(task.id()));
    }
    queue.put(task, later ? task.times().notBefore() : null);
  }

  /** Whether all dependencies of a task have completed. */
  public boolean dependenciesDone(String taskId) {
    return dependencies.allCompleted(taskId);
  }

  private void tell(Task task, TaskState end, @Nullable String note) {
    try (TaskLogContext context = TaskLogContext.of(task.id())) {
      log.info(
          "Task {} ({}) is {}{}",
          task.id(),
          task.taskType(),
          end.wireName(),
          note == null ? "" : ": " + note);
    }
    Instant begin = task.times().start() == null ? task.times().created() : task.times().start();
    meters.ended(task, end, Duration.between(begin, clock.instant()));
    events.changed(task.id());
  }
}
