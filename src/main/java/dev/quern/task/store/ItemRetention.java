package dev.quern.task.store;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes the done items of tasks that ended long ago, in batches, so that the ledger does not grow
 * for ever. A task's counts are frozen first; its failed and open items stay, so it may still be
 * resumed.
 */
@Component
public class ItemRetention {

  private static final Logger log = LoggerFactory.getLogger(ItemRetention.class);
  private static final int TASKS = 100;
  private static final int ITEMS = 10_000;

  private static final String DUE =
      """
      select id from task
      where trimmed_at is null and end_time < now() - :keep * interval '1 millisecond'
        and state in """
          + " "
          + StateLists.ENDED
          + " order by end_time limit :limit";

  private static final String FREEZE =
      """
      update task set items_trimmed = true where id = :id and state in """
          + " "
          + StateLists.ENDED;

  private static final String DELETE =
      """
      delete from task_item where task_id = :id and seq in (
          select seq from task_item where task_id = :id and state = 'done' and not is_final_step
          limit :limit)
      """;

  private final JdbcClient jdbc;

  ItemRetention(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Trims every task that ended longer ago than that; each batch is a transaction of its own. */
  public void trim(Duration keep) {
    List<String> due;
    do {
      due =
          jdbc.sql(DUE)
              .param("keep", keep.toMillis())
              .param("limit", TASKS)
              .query(String.class)
              .list();
      due.forEach(this::trim);
    } while (due.size() == TASKS);
  }

  private void trim(String taskId) {
    if (jdbc.sql(FREEZE).param("id", taskId).update() == 0) {
      return;
    }
    long deleted = 0;
    int batch;
    do {
      batch = jdbc.sql(DELETE).param("id", taskId).param("limit", ITEMS).update();
      deleted += batch;
    } while (batch == ITEMS);
    jdbc.sql("update task set trimmed_at = now() where id = :id").param("id", taskId).update();
    log.debug("{} done items of task {} are trimmed", deleted, taskId);
  }
}
