package dev.quern.task.preparation;

import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskLocks;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Opens the failed items of a task again. The first {@value #PAGE} are opened when it is resumed,
 * the rest page by page before it begins: with millions of them its row would be locked for
 * minutes. A task that is cancelled meanwhile keeps the others as failed, and the next resume opens
 * them. At every moment the task counts as failed what is failed.
 */
@Component
public class ItemReopening {

  private static final int PAGE = 5000;

  private final TaskPreparation preparation;
  private final RunRepository rows;
  private final ItemRepository items;

  ItemReopening(TaskPreparation preparation, RunRepository rows, ItemRepository items) {
    this.preparation = preparation;
    this.rows = rows;
    this.items = items;
  }

  /**
   * Begins with it, in the transaction of its caller, which has queued the task. The caller must
   * have called {@link TaskLocks#holdListing} before if the task may be about to begin.
   */
  public void begin(String taskId) {
    items.forgetTries(taskId);
    rows.reopened(taskId, items.reopen(taskId, 0, PAGE));
  }

  /** The next failed items of a task. */
  private final class NextPage implements TaskPreparation.Piece<ItemRepository.Reopened> {
    private final String taskId;

    NextPage(String taskId) {
      this.taskId = taskId;
    }

    @Override
    public boolean isNeeded(Task task) {
      return isLeft(task);
    }

    @Override
    public ItemRepository.Reopened work(Task task, int session) {
      return items.reopen(taskId, Objects.requireNonNull(task.counts().reopenAfter()), PAGE);
    }

    @Override
    public void enter(ItemRepository.Reopened page) {
      rows.reopened(taskId, page);
    }
  }

  /**
   * Whether failed items are to be opened before the task begins. A version that does not know of
   * them may have begun it: what failed since then must stay failed.
   */
  public static boolean isLeft(Task task) {
    return task.counts().reopenAfter() != null && task.state() != TaskState.RUNNING;
  }

  /** Opens those that are left, unless the task is not to begin any more. */
  public void finish(RunRequest request) {
    boolean more = true;
    while (more) {
      more = preparation.prepare(request, new NextPage(request.taskId()));
    }
  }
}
