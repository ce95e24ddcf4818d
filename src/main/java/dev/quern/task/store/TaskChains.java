package dev.quern.task.store;

import dev.quern.task.model.Task;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads chains of dependent tasks. */
@Repository
public class TaskChains {

  private static final int MAX_TASKS = 50;

  private static final String CHAIN =
      """
      with recursive up (id) as (
             select cast(:id as text)
             union select d.parent_id from task_dependency d join up on d.task_id = up.id),
           chain (id) as (
             select id from up
             union select d.task_id from task_dependency d join chain on d.parent_id = chain.id)
      select t.id from chain join task t on t.id = chain.id order by t.create_at, t.id limit :max
      """;

  private final JdbcClient jdbc;
  private final TaskRepository tasks;

  TaskChains(JdbcClient jdbc, TaskRepository tasks) {
    this.jdbc = jdbc;
    this.tasks = tasks;
  }

  /** A task with all that it depends on and all that depends on it, oldest first; 50 at most. */
  @Transactional(readOnly = true)
  public List<Task> of(String id) {
    return jdbc
        .sql(CHAIN)
        .param("id", id)
        .param("max", MAX_TASKS)
        .query(String.class)
        .list()
        .stream()
        .flatMap(each -> tasks.find(each).stream())
        .toList();
  }
}
