package dev.quern.task.store;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Locks the rows of several tasks, always the oldest first, so that transactions do not deadlock. A
 * dependent task is younger than its dependency, so ending a task, which then locks its dependents,
 * follows the same order.
 */
@Component
public class TaskLocks {

  private static final String AS_THEY_ARE =
      "select id from task where id = any(:ids) order by create_at, id for share";

  private static final String BELOW =
      """
      with recursive below as (
          select d.task_id from task_dependency d where d.parent_id = :id
          union
          select d.task_id from task_dependency d join below b on d.parent_id = b.task_id)
      select id from task
      where id in (select task_id from below) and state in """
          + " "
          + StateLists.HELD_BACK
          + " order by create_at, id for update";

  private final JdbcClient jdbc;

  TaskLocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks these tasks until the transaction ends. */
  public void lockShared(Collection<String> ids) {
    jdbc.sql(AS_THEY_ARE).param("ids", ids.toArray(String[]::new)).query(String.class).list();
  }

  /**
   * Locks the dependencies of a task, so that one that ends meanwhile sees the result of this
   * transaction.
   */
  public void holdDependencies(String id) {
    lockShared(
        jdbc.sql("select parent_id from task_dependency where task_id = :id")
            .param("id", id)
            .query(String.class)
            .list());
  }

  /** Locks the tasks that wait for a task, directly or indirectly. */
  public void lockWaiting(String id) {
    jdbc.sql(BELOW).param("id", id).query(String.class).list();
  }
}
