package dev.quern.task.store;

import dev.quern.transaction.IdleTransactionLimit;
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
      with recursive %s
      select id from task
      where id in (select id from behind) and state in %s
      order by create_at, id for no key update
      """
          .formatted(TaskDependencies.behind(":id"), StateLists.HELD_BACK);

  /**
   * The advisory lock of a task whose items are being listed. It is not a row lock, because a task
   * can be cancelled meanwhile. A session that is silent for long loses it.
   */
  private static final String LISTING =
      "select pg_advisory_xact_lock(:lock, hashtext(:task_id)), pg_backend_pid() as session where "
          + IdleTransactionLimit.CONDITION;

  private static final int LISTING_LOCK = 0x6c69_7374;

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

  /**
   * Waits until no other transaction lists the items of a task, and keeps others from it. Returns
   * the number of this transaction's session, for {@link #cancelStatement}.
   */
  public int holdListing(String taskId) {
    return jdbc.sql(LISTING)
        .param("lock", LISTING_LOCK)
        .param("task_id", taskId)
        .query((rs, n) -> rs.getInt("session"))
        .single();
  }

  /** Cancels what a session is doing; its statement fails, and one that is idle ignores this. */
  public void cancelStatement(int session) {
    jdbc.sql("select pg_cancel_backend(:session)")
        .param("session", session)
        .query(Boolean.class)
        .single();
  }

  /** Locks the tasks that wait for a task, directly or indirectly. */
  public void lockWaiting(String id) {
    jdbc.sql(BELOW).param("id", id).query(String.class).list();
  }
}
