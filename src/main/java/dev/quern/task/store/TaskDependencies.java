package dev.quern.task.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code task_dependency}: which tasks wait for which. */
@Repository
public class TaskDependencies {

  private static final String ADD =
      "insert into task_dependency (task_id, parent_id) values (:id, :parent)";

  /** One that was paused after its items were listed has begun, and depends on nothing any more. */
  private static final String WAITING_FOR =
      """
      select d.task_id from task_dependency d join task t on t.id = d.task_id
      where d.parent_id = :id and (t.state = 'waiting' or t.state = 'paused' and not t.listed)
      order by d.task_id
      """;

  private static final String ALL_COMPLETED =
      """
      select not exists (select 1 from task_dependency d left join task p on p.id = d.parent_id
                         where d.task_id = :id and p.state is distinct from 'completed')
      """;

  private static final String DELETED =
      """
      select d.parent_id from task_dependency d
      where d.task_id = :id and not exists (select 1 from task p where p.id = d.parent_id)
      order by d.parent_id
      """;

  private static final String BEFORE =
      """
      before (id) as (
          select parent_id from task_dependency where task_id = %s
          union select d.parent_id from task_dependency d join before b on b.id = d.task_id)
      """;

  private static final String BEHIND =
      """
      behind (id) as (
          select task_id from task_dependency where parent_id = %s
          union select d.task_id from task_dependency d join behind b on b.id = d.parent_id)
      """;

  private final JdbcClient jdbc;

  TaskDependencies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The recursive table {@code before (id)}: all that a task depends on, near and far. */
  public static String before(String task) {
    return BEFORE.formatted(task).strip();
  }

  /** The recursive table {@code behind (id)}: all that depend on a task, near and far. */
  public static String behind(String task) {
    return BEHIND.formatted(task).strip();
  }

  /** Stores that a task waits for another. */
  public void add(String id, String parentId) {
    jdbc.sql(ADD).param("id", id).param("parent", parentId).update();
  }

  /**
   * The ids of the tasks that wait for a task, including ones that were paused before they began.
   */
  public List<String> waitingFor(String id) {
    return jdbc.sql(WAITING_FOR).param("id", id).query(String.class).list();
  }

  /** Removes the dependencies on a completed task that is being deleted. */
  public void forget(String parentId) {
    jdbc.sql("delete from task_dependency where parent_id = :id").param("id", parentId).update();
  }

  /** The dependencies of a task that were deleted before they had completed. */
  public List<String> deleted(String id) {
    return jdbc.sql(DELETED).param("id", id).query(String.class).list();
  }

  /** Whether all dependencies of a task have completed. */
  public boolean allCompleted(String id) {
    return jdbc.sql(ALL_COMPLETED).param("id", id).query(Boolean.class).single();
  }
}
