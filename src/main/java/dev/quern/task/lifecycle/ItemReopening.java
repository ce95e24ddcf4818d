package dev.quern.task.lifecycle;

import dev.quern.task.model.Task;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the failed items of a task again. The first {@value #PAGE} are opened when it is resumed,
 * the rest page by page before it begins: with millions of them its row would be locked for
 * minutes. A task that is cancelled meanwhile keeps the others as failed, and the next resume opens
 * them. At every moment the task counts as failed what is failed.
 */
@Component
public class ItemReopening {

  private static final int PAGE = 5000;

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemRepository items;
  private final TaskLocks locks;
  private final TransactionTemplate transaction;

  ItemReopening(
      TaskRepository tasks,
      RunRepository rows,
      ItemRepository items,
      TaskLocks locks,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.rows = rows;
    this.items = items;
    this.locks = locks;
    this.transaction = transaction;
  }

  /**
   * Begins with it, in the transaction of its caller, which has queued the task. The caller must
   * have called {@link TaskLocks#holdListing} before if the task may be about to begin.
   */
  public void begin(String taskId) {
    items.forgetTries(taskId);
    rows.reopened(taskId, items.reopen(taskId, 0, PAGE));
  }

  /** Opens those that are left, unless the task is not to begin any more. */
  void finish(RunRequest request) {
    boolean more = true;
    while (more && isNeeded(tasks.find(request.taskId()), request)) {
      more = Boolean.TRUE.equals(transaction.execute(status -> openNextPage(request, status)));
    }
  }

  private static boolean isNeeded(Optional<Task> task, RunRequest request) {
    return task.filter(now -> now.counts().reopenAfter() != null)
        .filter(now -> ItemListing.isToBegin(now, request))
        .isPresent();
  }

  /** Opens one page; false if there is none. The task is locked only when the page is written. */
  private boolean openNextPage(RunRequest request, TransactionStatus status) {
    locks.holdListing(request.taskId());
    Optional<Task> task = tasks.find(request.taskId());
    if (!isNeeded(task, request)) {
      return false;
    }
    int after = Objects.requireNonNull(task.orElseThrow().counts().reopenAfter());
    ItemRepository.Reopened page = items.reopen(request.taskId(), after, PAGE);
    // Without a lock first: who deletes the task holds its row and waits for this transaction.
    if (!isNeeded(tasks.find(request.taskId()), request)
        || !isNeeded(tasks.lock(request.taskId()), request)) {
      status.setRollbackOnly();
      return false;
    }
    rows.reopened(request.taskId(), page);
    return true;
  }
}
