package dev.quern.task.preparation;

import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does to a task that is to begin what may take long. The task's row is not locked meanwhile: it is
 * locked at the end, and what was done stays only if the task is still to begin and still needs it.
 * Each piece is one transaction, so a process that dies leaves nothing of it. Nodes that prepare
 * the same task do so one after the other.
 */
@Component
class TaskPreparation {

  private final TaskRepository tasks;
  private final TaskLocks locks;
  private final TransactionTemplate transaction;

  TaskPreparation(TaskRepository tasks, TaskLocks locks, TransactionTemplate transaction) {
    this.tasks = tasks;
    this.locks = locks;
    this.transaction = transaction;
  }

  /**
   * A piece of the preparation.
   *
   * @param <T> what it brings
   */
  interface Piece<T> {

    /** Whether the task needs it. */
    boolean isNeeded(Task task);

    /**
     * Does it, however long that takes.
     *
     * @param session the number of the transaction's session, for {@link TaskLocks#cancelStatement}
     */
    T work(Task task, int session);

    /** Writes to the task's row, which is locked by now, what the work has brought. */
    void enter(T brought);
  }

  /** Does a piece if it is needed; returns whether it was, to its end. */
  <T> boolean prepare(RunRequest request, Piece<T> piece) {
    return isNeeded(request, piece)
        && Boolean.TRUE.equals(transaction.execute(status -> prepare(request, piece, status)));
  }

  /** Whether a run of the task is still to begin, as it was requested, and needs the piece. */
  boolean isNeeded(RunRequest request, Piece<?> piece) {
    return tasks.find(request.taskId()).filter(isToBegin(request, piece)).isPresent();
  }

  private static Predicate<Task> isToBegin(RunRequest request, Piece<?> piece) {
    return task ->
        task.generation() == request.generation()
            && (task.state() == TaskState.RUNNING || task.state().allows(TaskState.RUNNING))
            && piece.isNeeded(task);
  }

  private <T> boolean prepare(RunRequest request, Piece<T> piece, TransactionStatus status) {
    int session = locks.holdListing(request.taskId());
    Task task = tasks.find(request.taskId()).filter(isToBegin(request, piece)).orElse(null);
    if (task == null) {
      return false;
    }
    T brought = piece.work(task, session);
    // Without a lock first: who deletes the task holds its row and waits for this transaction.
    if (!isNeeded(request, piece)
        || tasks.lock(request.taskId()).filter(isToBegin(request, piece)).isEmpty()) {
      status.setRollbackOnly();
      return false;
    }
    piece.enter(brought);
    return true;
  }
}
