package dev.quern.task.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds tasks that should have an entry in the scheduler, by their state, but have none. */
@Repository
public class UnqueuedTasks {

  private static final String IDS =
      """
      select t.id from task t
      where not exists (
          select 1 from scheduled_tasks s
          where s.task_name = t.task_type and s.task_instance = t.id || ':' || t.attempt)
        and t.state in """
          + " "
          + StateLists.IN_QUEUE;

  private final JdbcClient jdbc;

  UnqueuedTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Their ids, unordered. */
  public List<String> ids() {
    return jdbc.sql(IDS).query(String.class).list();
  }
}
