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
 * Looks at tasks without running them: a task is submitted and taken back, in one transaction that
 * is rolled back. So what is checked, and which items it would have, is by nature the same as for
 * one that runs; nobody sees it, and what follows a commit does not.
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
   * What the task would do.
   *
   * @throws dev.quern.error.InvalidRequestException as at a submission
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
