package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.Task;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.CountingType.ItemFailed;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While nodes are upgraded one by one, a node leads on what one of the version before has led. */
class OlderLeaderTests {

  private final EngineDatabase database = new EngineDatabase();
  private final CountingType type = new CountingType(database.jdbc());
  private final EngineNode older = new EngineNode("older", database.source(), type);
  private final EngineNode newer = new EngineNode("newer", database.source(), type);

  @AfterEach
  void close() {
    older.close();
    newer.close();
    database.close();
  }

  private Task taskOfFour() {
    String project = database.anew();
    return newer.tasks().create(project, CountingType.task(4, 1));
  }

  /** It knows nothing of failed items that are to be opened again before a task begins. */
  private RunRequest beginsThoughItemsAreToBeOpened(String taskId) throws Exception {
    RunRequest request = RunRequest.parse(String.valueOf(database.take("older")));
    Run run = older.runs().open(request);
    database.jdbc().sql("update task set reopen_after = 0 where id = ?").param(taskId).update();
    Iterator<TaskItem> items = run.iterator();
    for (int number = 0; number < 2; number++) {
      TaskItem item = items.next();
      older.items().begin(item);
      older.items().fail(item, new ItemFailed(ItemFailure.Rule.FAIL_ITEM));
      older.items().release(item);
    }
    older.running().remove(run);
    run.writer().close();
    run.closed();
    return request;
  }

  @Test
  void keepsWhatFailedSinceItBegan() throws Exception {
    Task task = taskOfFour();
    RunRequest request = beginsThoughItemsAreToBeOpened(task.id());
    assertThat(newer.tasks().get(task.id()).counts().failed()).isEqualTo(2);

    Run run = newer.runs().open(request);

    assertThat(run).isNotNull();
    Task.Counts counts = newer.tasks().get(task.id()).counts();
    assertThat(counts.failed()).isEqualTo(2);
    assertThat(counts.open()).isEqualTo(2);
    assertThat(counts.reopenAfter()).isNull();
    newer.runs().close(run, null);
  }
}
