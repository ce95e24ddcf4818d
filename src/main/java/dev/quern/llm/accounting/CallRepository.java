package dev.quern.llm.accounting;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code llm_call} and {@code llm_usage}. */
@Repository
public class CallRepository {

  private static final String ADD =
      """
      insert into llm_call (at, project_id, task_id, item_seq, provider, model, class, latency_ms,
          input_tokens, output_tokens, cost)
      select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
          ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[])
      """;

  private static final String SUM =
      """
      insert into llm_usage as u (day, project_id, provider, model, class, calls, input_tokens,
          output_tokens, cost, latency_ms)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (day, project_id, provider, model, class) do update set
          calls = u.calls + excluded.calls,
          input_tokens = u.input_tokens + excluded.input_tokens,
          output_tokens = u.output_tokens + excluded.output_tokens,
          cost = u.cost + excluded.cost, latency_ms = u.latency_ms + excluded.latency_ms
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public CallRepository(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Adds calls and their sums, all or none. */
  void add(List<CallRecord> rows, DailyUsage sums) {
    transaction.executeWithoutResult(
        status -> {
          if (!rows.isEmpty()) {
            addRows(rows);
          }
          List<Object[]> values = new ArrayList<>();
          sums.forEach((key, total) -> values.add(values(key, total)));
          jdbc.batchUpdate(SUM, values);
        });
  }

  private static Object[] values(DailyUsage.Key key, DailyUsage.Total total) {
    return new Object[] {
      Date.valueOf(key.day()),
      key.projectId(),
      key.provider(),
      key.model(),
      key.callClass(),
      DailyUsage.calls(total.usage()),
      total.usage().inputTokens(),
      total.usage().outputTokens(),
      total.usage().cost(),
      total.latencyMillis()
    };
  }

  private void addRows(List<CallRecord> rows) {
    jdbc.update(
        ADD,
        column(rows, CallRecord::at),
        column(rows, row -> row.origin() == null ? null : row.origin().projectId()),
        column(rows, row -> row.origin() == null ? null : row.origin().taskId()),
        column(rows, row -> row.origin() == null ? null : row.origin().itemSeq()),
        column(rows, CallRecord::provider),
        column(rows, CallRecord::model),
        column(rows, CallRecord::callClass),
        column(rows, CallRecord::latencyMillis),
        column(rows, row -> row.used().inputTokens()),
        column(rows, row -> row.used().outputTokens()),
        column(rows, row -> row.used().cost()));
  }

  /** The values as texts; the statement says what they are. */
  private static String[] column(
      List<CallRecord> rows, Function<CallRecord, @Nullable Object> value) {
    return rows.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }
}
