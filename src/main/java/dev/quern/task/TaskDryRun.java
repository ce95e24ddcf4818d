package dev.quern.task;

import dev.quern.task.model.NewTask;
import dev.quern.task.model.Task;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.TaskTypes;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows what a task would do without running it: the task is submitted in a transaction that is
 * rolled back. So the checks and the choice of items are the same as for a real task. Nobody sees
 * it, and nothing that follows a commit happens.
 */
@Component
public class TaskDryRun {

  private static final int SAMPLE = 200;

  private static final String EVERY_SO_MANY =
      """
      select id from (select id, row_number() over () as n from (%s) as chosen) as numbered
      where n %% greatest(1, :items / :sample) = 0 limit :sample
      """;

  private final TaskSubmission submission;
  private final TaskTypes types;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  TaskDryRun(
      TaskSubmission submission,
      TaskTypes types,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.submission = submission;
    this.types = types;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Shows what the task would do.
   *
   * @throws dev.quern.error.InvalidRequestException as for a submission
   */
  public DryRunResult plan(String projectId, NewTask request) {
    DryRunResult plan =
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              Task task = submission.accept(projectId, request);
              return look(task, types.get(task.taskType()).items(task));
            });
    if (plan == null) {
      throw new IllegalStateException("A transaction without a result");
    }
    return plan;
  }

  private DryRunResult look(Task task, ItemQuery query) {
    long items =
        jdbc.sql("select count(*) from (" + query.sql() + ") as chosen")
            .params(query.parameters())
            .query(Long.class)
            .single();
    List<String> sample =
        jdbc.sql(EVERY_SO_MANY.formatted(query.sql()))
            .params(query.parameters())
            .param("items", items)
            .param("sample", SAMPLE)
            .query(String.class)
            .list();
    return new DryRunResult(task, items, sample);
  }
}
