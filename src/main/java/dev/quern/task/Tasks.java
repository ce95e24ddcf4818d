package dev.quern.task;

import dev.quern.Page;
import dev.quern.Paging;
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
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.watch.TaskEvents;
import dev.quern.transaction.AfterCommit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The public interface of the task engine, for routes and REST. */
@Component("tasks")
@Transactional
public class Tasks {

  /** Tasks that are read at once where there may be many. */
  private static final int PAGE = 1000;

  private final TaskRepository tasks;
  private final ItemReports reports;
  private final TaskCompletion completion;
  private final RunQueue queue;
  private final RunningTasks running;
  private final TaskEvents events;
  private final TaskSubmission submission;
  private final TaskResumption resumption;
  private final TaskDependencies dependencies;
  private final TaskLocks locks;

  Tasks(
      TaskRepository tasks,
      ItemReports reports,
      TaskCompletion completion,
      RunQueue queue,
      RunningTasks running,
      TaskEvents events,
      TaskSubmission submission,
      TaskResumption resumption,
      TaskDependencies dependencies,
      TaskLocks locks) {
    this.tasks = tasks;
    this.reports = reports;
    this.completion = completion;
    this.queue = queue;
    this.running = running;
    this.events = events;
    this.submission = submission;
    this.resumption = resumption;
    this.dependencies = dependencies;
    this.locks = locks;
  }

  /**
   * Accepts a task: checks and stores it, and queues it unless it waits for another task. Storing
   * and queueing are one transaction.
   *
   * @throws InvalidRequestException when a field is wrong or an id unknown
   */
  public Task create(String projectId, NewTask request) {
    return submission.accept(projectId, request);
  }

  /**
   * Checks a task that will be submitted later, and returns it in the form in which it may be
   * stored: with a complete configuration and encrypted secrets.
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

  /**
   * A page of the tasks, oldest first.
   *
   * @throws InvalidRequestException when the task to begin after does not exist
   */
  @Transactional(readOnly = true)
  public Page<Task> page(TaskFilter filter, Paging paging) {
    return tasks.page(filter, paging);
  }

  /** Lists tasks, oldest first. */
  @Transactional(readOnly = true)
  public List<Task> list(TaskFilter filter, int limit, long offset) {
    return tasks.page(filter, new Paging(limit, offset)).items();
  }

  /** Counts the tasks that match the filter. */
  @Transactional(readOnly = true)
  public long count(TaskFilter filter) {
    return tasks.count(filter);
  }

  /** The items of a task, in order; {@code state} is pending, done, failed, or null for all. */
  @Transactional(readOnly = true)
  public Page<ItemView> items(String id, @Nullable String state, Paging paging) {
    return reports.page(get(id).id(), state, paging);
  }

  /**
   * Cancels a task: at once if it is not running, otherwise as soon as its items in flight have
   * been interrupted. Stored results stay.
   *
   * @throws IllegalMoveException when it has ended or is being cancelled
   */
  public Task cancel(String id) {
    Task task = lock(id);
    switch (task.state()) {
      case WAITING, QUEUED -> completion.end(task, TaskState.INTERRUPTED, "Cancelled.");
      case PAUSED -> {
        completion.end(task, TaskState.INTERRUPTED, "Cancelled.");
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
   * Pauses a task: no further item begins, items in flight finish (a call that still waits for its
   * provider is not sent), and its place becomes free for another task.
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
   * Resumes an ended or paused task that has items without a result, and runs only those.
   *
   * @throws IllegalMoveException when it is open, or every item has its result
   * @throws InvalidRequestException when an option is wrong
   */
  public Task resume(String id, ResumeOptions options) {
    resumption.resume(id, options);
    return get(id);
  }

  /** Changes the parallelism of a task, which takes effect at once, or its priority. */
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
   * Deletes an ended task. Its results stay; tasks that still wait for it are interrupted.
   *
   * @throws ConflictException when it has not ended
   */
  public void delete(String id) {
    locks.holdListing(id); // one that was cancelled is given up shortly
    Task task = lock(id);
    if (!task.state().isEnd()) {
      throw ConflictException.because(
          "Task " + id + " is " + task.state().wireName() + "; cancel it before you delete it.");
    }
    if (task.state() == TaskState.COMPLETED) {
      dependencies.forget(id);
    } else {
      completion.interruptWaiting(task, "deleted");
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
    Page<Task> open = tasks.page(TaskFilter.open(projectId), new Paging(PAGE, 0));
    while (!open.items().isEmpty()) {
      String last = "";
      for (Task task : open.items()) {
        last = task.id();
        Task now = lock(last);
        if (!now.state().isEnd() && now.state() != TaskState.CANCELLING) {
          cancel(last);
        }
      }
      open = tasks.page(TaskFilter.open(projectId), new Paging(PAGE, 0, last));
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
