package dev.quern.task;

import dev.quern.AfterCommit;
import dev.quern.NotFoundException;
import org.springframework.stereotype.Component;

/** Takes up ended and paused tasks again, with other options if wanted. */
@Component
class Resumption {

  private final TaskRepository tasks;
  private final ItemRepository items;
  private final TaskTypes types;
  private final TaskEnds ends;
  private final TaskEvents events;
  private final TaskLocks locks;

  Resumption(
      TaskRepository tasks,
      ItemRepository items,
      TaskTypes types,
      TaskEnds ends,
      TaskEvents events,
      TaskLocks locks) {
    this.tasks = tasks;
    this.items = items;
    this.types = types;
    this.ends = ends;
    this.events = events;
    this.locks = locks;
  }

  /** Called in the transaction that holds all of it together. */
  void resume(String id, ResumeOptions options) {
    locks.holdDependencies(id);
    Task task = tasks.lock(id).orElseThrow(() -> NotFoundException.of("task", id));
    requireResumable(task);
    CheckedConfig checked = check(task, options);
    items.reopen(id);
    boolean ready = ends.dependenciesDone(id);
    TaskState next = ready && !ends.isForLater(task) ? TaskState.QUEUED : TaskState.WAITING;
    tasks.resume(id, next, checked, options);
    if (ready) {
      ends.enqueue(tasks.find(id).orElseThrow());
    }
    AfterCommit.run(() -> events.changed(id));
  }

  private void requireResumable(Task task) {
    boolean ended = task.state().isEnd();
    if (!ended && task.state() != TaskState.PAUSED) {
      throw IllegalMoveException.of(task.id(), task.state(), TaskState.QUEUED);
    }
    if (ended && task.listed() && !items.anyWithoutResult(task.id())) {
      throw IllegalMoveException.because(
          task.id(), task.state(), "every item has its result, so there is nothing to resume.");
    }
  }

  private CheckedConfig check(Task task, ResumeOptions options) {
    NewTaskChecks.checkResume(options);
    CheckedConfig checked =
        types
            .get(task.taskType())
            .check(NewTaskChecks.changed(task.config(), options), task.language());
    NewTaskChecks.checkPrices(
        options.maxCost() == null ? task.maxCost() : options.maxCost(), checked);
    return checked;
  }
}
