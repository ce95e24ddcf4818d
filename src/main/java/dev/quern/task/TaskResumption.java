package dev.quern.task;

import dev.quern.error.NotFoundException;
import dev.quern.task.lifecycle.TaskCompletion;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.preparation.ItemReopening;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.TaskDependencies;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.TaskTypes;
import dev.quern.task.watch.TaskEvents;
import dev.quern.transaction.AfterCommit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Resumes ended and paused tasks, with changed options if the request has some. */
@Component
class TaskResumption {

  private final TaskRepository tasks;
  private final ItemRepository items;
  private final ItemReopening reopening;
  private final TaskTypes types;
  private final TaskCompletion completion;
  private final TaskEvents events;
  private final TaskLocks locks;
  private final TaskDependencies dependencies;
  private final ApplicationEventPublisher publisher;

  TaskResumption(
      TaskRepository tasks,
      ItemRepository items,
      ItemReopening reopening,
      TaskTypes types,
      TaskCompletion completion,
      TaskEvents events,
      TaskLocks locks,
      TaskDependencies dependencies,
      ApplicationEventPublisher publisher) {
    this.tasks = tasks;
    this.items = items;
    this.reopening = reopening;
    this.types = types;
    this.completion = completion;
    this.events = events;
    this.locks = locks;
    this.dependencies = dependencies;
    this.publisher = publisher;
  }

  /** Runs in the transaction of its caller. */
  void resume(String id, ResumeOptions options) {
    locks.holdListing(id); // what was cancelled in the middle of a page ends that first
    locks.holdDependencies(id);
    Task task = tasks.lock(id).orElseThrow(() -> NotFoundException.of("task", id));
    requireResumable(task);
    ValidatedConfig checked = check(task, options);
    boolean ready = task.counts().listed() || completion.dependenciesDone(id);
    TaskState next = ready && !task.times().early() ? TaskState.QUEUED : TaskState.WAITING;
    if (!tasks.resume(id, next, checked, options)) {
      throw IllegalMoveException.of(id, task.state(), next);
    }
    reopening.begin(id);
    publisher.publishEvent(new TaskResumed(id));
    if (ready) {
      completion.enqueue(tasks.find(id).orElseThrow());
    }
    AfterCommit.run(() -> events.changed(id));
  }

  private void requireResumable(Task task) {
    boolean ended = task.state().isEnd();
    if (!task.state().isResumable()) {
      throw IllegalMoveException.of(task.id(), task.state(), TaskState.QUEUED);
    }
    if (ended && task.counts().listed() && !items.anyWithoutResult(task.id())) {
      throw IllegalMoveException.because(
          task.id(), task.state(), "every item has its result, so there is nothing to resume.");
    }
    if (task.counts().listed()) {
      return; // it has begun, and depends on nothing any more
    }
    List<String> deleted = dependencies.deleted(task.id());
    if (!deleted.isEmpty()) {
      throw IllegalMoveException.because(
          task.id(),
          task.state(),
          "it depends on task "
              + String.join(", ", deleted)
              + ", which was deleted before it had completed; submit it anew without that.");
    }
  }

  private ValidatedConfig check(Task task, ResumeOptions options) {
    TaskValidation.checkResume(options);
    ValidatedConfig checked =
        types
            .get(task.taskType())
            .check(TaskValidation.changed(task.config(), options), task.language());
    TaskValidation.checkPrices(
        options.maxCost() == null ? task.limits().maxCost() : options.maxCost(), checked);
    return checked;
  }
}
