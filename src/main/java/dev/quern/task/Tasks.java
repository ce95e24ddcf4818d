package dev.quern.task;

import dev.quern.AfterCommit;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.task.lifecycle.TaskCompletion;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.ItemView;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.ItemReports;
import dev.quern.task.store.TaskDependencies;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.watch.TaskEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that can be asked of the engine. Routes and REST go through it. */
@Component("tasks")
@Transactional
public class Tasks {

  private final TaskRepository tasks;
  private final ItemReports views;
  private final TaskCompletion ends;
  private final RunQueue queue;
  private final RunningTasks running;
  private final TaskEvents events;
  private final TaskSubmission submission;
  private final TaskResumption resumption;
  private final TaskDependencies dependencies;

  Tasks(
      TaskRepository tasks,
      ItemReports views,
      TaskCompletion ends,
      RunQueue queue,
      RunningTasks running,
      TaskEvents events,
      TaskSubmission submission,
      TaskResumption resumption,
      TaskDependencies dependencies) {
    this.tasks = tasks;
    this.views = views;
    this.ends = ends;
    this.queue = queue;
    this.running = running;
    this.events = events;
    this.submission = submission;
    this.resumption = resumption;
    this.dependencies = dependencies;
  }

  /**
   * Accepts a task: checked, stored, and queued unless it waits for another. It and its place in
   * the queue are one transaction.
   *
   * @throws InvalidRequestException when a field is wrong or an id unknown
   */
  public Task create(String projectId, NewTask request) {
    return submission.accept(projectId, request);
  }

  /**
   * Checks a task that is to be submitted later, and gives it as it may be kept: its configuration
   * complete and its secrets encrypted.
   *
   * @throws InvalidRequestException when a field is wrong or an id unknown
   */
  @Transactional(readOnly = true)
  public NewTask checked(String projectId, NewTask request) {
    return request.with(submission.check(projectId, request).config());
  }

  /**
   * The task of that id.
   *
   * @throws NotFoundException when there is none
   */
  @Transactional(readOnly = true)
  public Task get(String id) {
    return tasks.find(id).orElseThrow(() -> NotFoundException.of("task", id));
  }

  /** Tasks, oldest first. */
  @Transactional(readOnly = true)
  public List<Task> list(TaskFilter filter, int limit, long offset) {
    return tasks.list(filter, limit, offset);
  }

  /** How many there are. */
  @Transactional(readOnly = true)
  public long count(TaskFilter filter) {
    return tasks.count(filter);
  }

  /** The items of a task, in order; {@code state} is pending, done, failed, or null for all. */
  @Transactional(readOnly = true)
  public List<ItemView> items(String id, @Nullable String state, int limit, long offset) {
    return views.list(get(id).id(), state, limit, offset);
  }

  /** How many items of that state a task has. */
  @Transactional(readOnly = true)
  public long countItems(String id, @Nullable String state) {
    return views.count(id, state);
  }

  /**
   * Cancels a task: at once where it does not run, else as soon as its items in flight have been
   * interrupted. What is stored stays.
   *
   * @throws IllegalMoveException when it has ended or is being cancelled
   */
  public Task cancel(String id) {
    Task task = lock(id);
    switch (task.state()) {
      case WAITING, QUEUED -> ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
      case PAUSED -> {
        ends.end(task, TaskState.INTERRUPTED, "Cancelled.");
        AfterCommit.run(() -> running.stop(task, StopReason.CANCELLED));
      }
      default -> {
        move(task, TaskState.CANCELLING);
        AfterCommit.run(() -> running.stop(task, StopReason.CANCELLED));
      }
    }
    return get(id);
  }

  /**
   * Pauses a task: it begins no item, those in flight end, its place is free.
   *
   * @throws IllegalMoveException when it has ended, is paused or is being cancelled
   */
  public Task pause(String id) {
    Task task = lock(id);
    move(task, TaskState.PAUSED);
    queue.remove(task);
    AfterCommit.run(() -> running.stop(task, StopReason.PAUSED));
    return get(id);
  }

  /**
   * Takes up an ended or paused task that has items without a result, and runs those alone.
   *
   * @throws IllegalMoveException when it is open, or every item has its result
   * @throws InvalidRequestException when an option is wrong
   */
  public Task resume(String id, ResumeOptions options) {
    resumption.resume(id, options);
    return get(id);
  }

  /** Changes how many items are in flight, at once, or the priority of a task. */
  public Task change(String id, @Nullable Integer parallelism, @Nullable Integer priority) {
    Task task = lock(id);
    if (task.state().isEnd()) {
      throw ConflictException.because(
          "Task " + id + " is " + task.state().wireName() + " and does not change any more.");
    }
    TaskValidation.checkParallelism(parallelism);
    TaskValidation.checkPriority(priority);
    tasks.change(id, parallelism, priority);
    if (priority != null) {
      queue.changePriority(task, priority);
    }
    Run run = running.get(id);
    if (run != null && parallelism != null) {
      AfterCommit.run(() -> run.items().limitAlone(parallelism));
    }
    return get(id);
  }

  /**
   * Deletes an ended task. Its results stay; what still waits for it is interrupted.
   *
   * @throws ConflictException when it has not ended
   */
  public void delete(String id) {
    Task task = lock(id);
    if (!task.state().isEnd()) {
      throw ConflictException.because(
          "Task " + id + " is " + task.state().wireName() + "; cancel it before you delete it.");
    }
    if (task.state() == TaskState.COMPLETED) {
      dependencies.forget(id);
    } else {
      ends.interruptWaiting(task, "deleted");
    }
    tasks.delete(id);
  }

  /** Whether a project has tasks that have not ended. */
  @Transactional(readOnly = true)
  public boolean anyOpen(String projectId) {
    return tasks.count(TaskFilter.open(projectId)) > 0;
  }

  /** Cancels all tasks of a project that have not ended. */
  public void cancelAll(String projectId) {
    List<Task> open = new ArrayList<>(list(TaskFilter.open(projectId), 10_000, 0));
    for (Task task : open) {
      Task now = lock(task.id());
      if (!now.state().isEnd() && now.state() != TaskState.CANCELLING) {
        cancel(task.id());
      }
    }
  }

  private Task lock(String id) {
    return tasks.lock(id).orElseThrow(() -> NotFoundException.of("task", id));
  }

  private void move(Task task, TaskState to) {
    if (!tasks.move(task.id(), to, null)) {
      throw IllegalMoveException.of(task.id(), task.state(), to);
    }
    AfterCommit.run(() -> events.changed(task.id()));
  }
}
