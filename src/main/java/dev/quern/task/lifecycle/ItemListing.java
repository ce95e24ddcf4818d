package dev.quern.task.lifecycle;

import dev.quern.DaemonThreads;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.TaskTypes;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists the items of a task that is to begin. Of millions this takes long, so the task's row is not
 * locked meanwhile: it is locked at the end, and what was listed stays only if the task is still to
 * begin. All is one transaction, so a process that dies leaves nothing, and the next one lists
 * anew. Two nodes that list the same task do so one after the other.
 */
@Component
class ItemListing {

  private static final Logger log = LoggerFactory.getLogger(ItemListing.class);
  private static final long EVERY_MS = 250;

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemRepository items;
  private final TaskLocks locks;
  private final TaskTypes types;
  private final TransactionTemplate transaction;
  private final ScheduledExecutorService timer = DaemonThreads.timer("listing-watch");

  /** The database sessions that list now, by task. */
  private final Map<RunRequest, Integer> sessions = new ConcurrentHashMap<>();

  ItemListing(
      TaskRepository tasks,
      RunRepository rows,
      ItemRepository items,
      TaskLocks locks,
      TaskTypes types,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.rows = rows;
    this.items = items;
    this.locks = locks;
    this.types = types;
    this.transaction = transaction;
    timer.scheduleWithFixedDelay(this::lookAndGoOn, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Lists the items, unless they are listed or the task is not to begin any more. */
  void list(RunRequest request) {
    if (!isNeeded(request)) {
      return;
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            if (!listAlone(request)) {
              status.setRollbackOnly();
            }
          });
    } catch (DataAccessException e) {
      if (isNeeded(request)) {
        throw e;
      }
      log.info(
          "Task {} is not to begin any more; the list of its items is dropped", request.taskId());
    }
  }

  private boolean isNeeded(RunRequest request) {
    return tasks.find(request.taskId()).filter(task -> isNeeded(task, request)).isPresent();
  }

  private static boolean isNeeded(Task task, RunRequest request) {
    return !task.counts().listed() && isToBegin(task, request);
  }

  /** Whether a run of the task is still to begin, as it was requested. */
  static boolean isToBegin(Task task, RunRequest request) {
    return task.generation() == request.generation()
        && (task.state() == TaskState.RUNNING || task.state().allows(TaskState.RUNNING));
  }

  private boolean listAlone(RunRequest request) {
    String taskId = request.taskId();
    int session = locks.holdListing(taskId);
    Task task = tasks.find(taskId).orElse(null);
    if (task == null || !isNeeded(task, request)) {
      return false;
    }
    sessions.put(request, session);
    long total;
    try {
      total = items.list(taskId, types.get(task.taskType()).items(task));
    } finally {
      sessions.remove(request);
    }
    // Without a lock first: who deletes the task holds its row and waits for this transaction.
    if (!isNeeded(request) || tasks.lock(taskId).filter(now -> isNeeded(now, request)).isEmpty()) {
      return false;
    }
    rows.listed(taskId, total);
    return true;
  }

  private void lookAndGoOn() {
    try {
      List.copyOf(sessions.keySet()).stream()
          .filter(request -> !isNeeded(request))
          .forEach(this::giveUp);
    } catch (RuntimeException e) {
      log.warn("The tasks whose items are listed cannot be read: {}", e.getMessage());
    }
  }

  private void giveUp(RunRequest request) {
    // A session that has just ended its statement is told in vain: between two it ignores this.
    sessions.computeIfPresent(
        request,
        (key, session) -> {
          locks.cancelStatement(session);
          return session;
        });
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
