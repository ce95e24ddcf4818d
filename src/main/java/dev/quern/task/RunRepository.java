package dev.quern.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a run writes into its task's row, and looks at there: its number, its counts, its fence. */
@Repository
class RunRepository {

  private static final String BEGIN =
      """
      update task set state = 'running', epoch = epoch + 1, crashes = :crashes, note = null,
          start_time = coalesce(start_time, now()), end_time = null, update_at = now()
      where id = :id
      """;

  private static final String LISTED =
      """
      update task set listed = true, total_count = :total, update_at = now() where id = :id
      """;

  private static final String COUNT =
      """
      update task set completed_count = completed_count + :done,
          failed_count = failed_count + :failed, calls = calls + :calls,
          input_tokens = input_tokens + :inputTokens, output_tokens = output_tokens + :outputTokens,
          cost = cost + :cost, saved_calls = saved_calls + :savedCalls,
          detail = case when cast(:error as text) is null then detail
                   else jsonb_set(detail, '{last_error}', to_jsonb(cast(:error as text))) end,
          update_at = now()
      where id = :id
      """;

  private final JdbcClient jdbc;

  RunRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void begin(String id, int crashes) {
    jdbc.sql(BEGIN).param("id", id).param("crashes", crashes).update();
  }

  void listed(String id, long total) {
    jdbc.sql(LISTED).param("id", id).param("total", total).update();
  }

  void count(String id, long done, long failed, Usage usage, @Nullable String error) {
    jdbc.sql(COUNT)
        .param("id", id)
        .param("done", done)
        .param("failed", failed)
        .param("calls", usage.calls())
        .param("inputTokens", usage.inputTokens())
        .param("outputTokens", usage.outputTokens())
        .param("cost", usage.cost())
        .param("savedCalls", usage.savedCalls())
        .param("error", error)
        .update();
  }

  /** Puts what a task's type reports into the task's detail. */
  void report(String id, ObjectNode report) {
    if (!report.isEmpty()) {
      jdbc.sql("update task set detail = detail || cast(:report as jsonb) where id = :id")
          .param("id", id)
          .param("report", TaskRow.json(report))
          .update();
    }
  }

  /** Holds the task's row if that run may still write. */
  boolean fence(String id, int epoch) {
    return jdbc.sql(
            """
            select 1 from task
            where id = :id and epoch = :epoch and state not in ('completed', 'failed', 'interrupted')
            for update
            """)
        .param("id", id)
        .param("epoch", epoch)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** What a run must look at while it goes on. */
  List<RunState> states(List<String> ids) {
    return jdbc.sql("select id, state, epoch, parallelism from task where id = any(:ids)")
        .param("ids", ids.toArray(String[]::new))
        .query(
            (rs, n) ->
                new RunState(
                    rs.getString("id"),
                    TaskState.of(rs.getString("state")),
                    rs.getInt("epoch"),
                    rs.getInt("parallelism")))
        .list();
  }

  /** A task's state as another node or a user may have changed it. */
  record RunState(String id, TaskState state, int epoch, int parallelism) {}
}
