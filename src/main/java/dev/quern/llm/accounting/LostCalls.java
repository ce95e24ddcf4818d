package dev.quern.llm.accounting;

import dev.quern.Usage;
import dev.quern.llm.request.CallBudget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts calls that were under way when their process was killed. Their result is unknown, so they
 * are counted as calls of the class {@code lost} without tokens.
 */
@Component
public class LostCalls {

  private static final String LOST = "lost";

  private static final String OF_TASK =
      "delete from llm_open_call where task_id = :task and process <> :process returning *";

  private static final String OLD =
      "delete from llm_open_call where at < now() - :seconds * interval '1 second' returning *";

  private static final String ALL_OF_TASK =
      """
      select count(*) filter (where class <> 'cached') as calls,
          coalesce(sum(input_tokens), 0) as input, coalesce(sum(output_tokens), 0) as output,
          coalesce(sum(cost), 0) as cost, count(*) filter (where class = 'cached') as saved
      from llm_call where task_id = :task
      """;

  private final JdbcClient jdbc;
  private final CallRepository rows;
  private final CallLog log;

  LostCalls(JdbcClient jdbc, CallRepository rows, CallLog log) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.log = log;
  }

  /**
   * Counts the open calls that other processes left for a task.
   *
   * @return the usage of all known calls of the task, including these
   */
  @Transactional
  public Usage settle(String taskId) {
    rows.holdShortly();
    add(
        jdbc.sql(OF_TASK)
            .param("task", taskId)
            .param("process", log.process())
            .query(LostCalls::lost)
            .list());
    return jdbc.sql(ALL_OF_TASK)
        .param("task", taskId)
        .query(
            (rs, n) ->
                new Usage(
                    rs.getLong("calls"),
                    rs.getLong("input"),
                    rs.getLong("output"),
                    rs.getDouble("cost"),
                    rs.getLong("saved")))
        .single();
  }

  /** Counts calls older than that, of tasks that nobody resumes. */
  @Transactional
  public void settleOlderThan(Duration age) {
    rows.holdShortly();
    add(jdbc.sql(OLD).param("seconds", age.toSeconds()).query(LostCalls::lost).list());
  }

  private void add(List<CallRecord> lost) {
    if (!lost.isEmpty()) {
      rows.add(lost, DailyUsage.of(lost));
    }
  }

  private static CallRecord lost(ResultSet rs, int row) throws SQLException {
    return new CallRecord(
        rs.getTimestamp("at").toInstant(),
        new CallBudget.Origin(
            rs.getString("project_id"), rs.getString("task_id"), rs.getInt("item_seq")),
        rs.getString("provider"),
        rs.getString("model"),
        LOST,
        0,
        Usage.ofCall(0, 0, 0),
        null);
  }
}
