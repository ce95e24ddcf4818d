package dev.quern.llm.accounting;

import dev.quern.transaction.IdleTransactionLimit;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code llm_call}, {@code llm_open_call} and {@code llm_usage}. */
@Repository
public class CallRepository {

  private static final String ADD =
      """
      insert into llm_call (at, project_id, task_id, item_seq, provider, model, class, latency_ms,
          input_tokens, output_tokens, cost)
      select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
          ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[])
      """;

  private static final String ADD_OPEN =
      """
      insert into llm_open_call (number, at, project_id, task_id, item_seq, provider, model, process)
      select *, ? from unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::int[],
          ?::text[], ?::text[])
      on conflict do nothing
      """;

  private static final String CLOSE =
      "delete from llm_open_call where process = ? and number = any(?::bigint[]) returning number";

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

  /** Adds calls and their sums in one transaction. */
  void add(List<CallRecord> rows, DailyUsage sums) {
    transaction.executeWithoutResult(
        status -> {
          holdShortly();
          if (!rows.isEmpty()) {
            addRows(rows);
          }
          List<Object[]> values = new ArrayList<>();
          sums.forEach((key, total) -> values.add(values(key, total)));
          jdbc.batchUpdate(SUM, values);
        });
  }

  /**
   * Adds calls of this process and their sums, and deletes their rows of open calls. If such a row
   * no longer exists, the process that took over the task has counted the call; then only its usage
   * is added to the sums.
   */
  void settle(String process, List<CallRecord> records, DailyUsage sums) {
    List<OpenCall> open =
        records.stream()
            .map(CallRecord::open)
            .filter(Objects::nonNull)
            .filter(OpenCall::mayBeWritten)
            .toList();
    if (open.isEmpty()) {
      add(records, sums);
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          holdShortly();
          Set<Long> mine =
              new HashSet<>(
                  jdbc.queryForList(CLOSE, Long.class, process, column(open, call -> call.number)));
          Predicate<CallRecord> counted =
              row ->
                  row.open() != null && row.open().isWritten() && !mine.contains(row.open().number);
          if (records.stream().noneMatch(counted)) {
            add(records, sums);
            return;
          }
          List<CallRecord> rest = records.stream().filter(counted.negate()).toList();
          DailyUsage restSums = DailyUsage.of(rest);
          records.stream().filter(counted).forEach(restSums::addTokens);
          add(rest, restSums);
        });
  }

  /** Whether a call is stored, and so all that were to be stored with it. */
  boolean isStored(CallRecord row) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select exists (select 1 from llm_call where at = ?::timestamptz and provider = ?
                and latency_ms = ? and task_id is not distinct from ?::text
                and item_seq is not distinct from ?::int)
            """,
            Boolean.class,
            row.at().toString(),
            row.provider(),
            row.latencyMillis(),
            row.origin() == null ? null : row.origin().taskId(),
            row.origin() == null ? null : row.origin().itemSeq()));
  }

  /** All nodes add to the same sums; and who takes over a task waits for its open calls. */
  void holdShortly() {
    jdbc.queryForObject("select " + IdleTransactionLimit.CONDITION, Boolean.class);
  }

  /** Adds rows of open calls, and deletes those of calls that the log has dropped. */
  void addOpen(String process, List<OpenCall> out, List<Long> gone) {
    if (!out.isEmpty()) {
      jdbc.update(
          ADD_OPEN,
          process,
          column(out, call -> call.number),
          column(out, call -> call.at),
          column(out, call -> call.origin.projectId()),
          column(out, call -> call.origin.taskId()),
          column(out, call -> call.origin.itemSeq()),
          column(out, call -> call.provider),
          column(out, call -> call.model));
    }
    if (!gone.isEmpty()) {
      jdbc.queryForList(CLOSE, Long.class, process, column(gone, number -> number));
    }
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

  /** The values as strings; the statement casts them. */
  private static <R> String[] column(List<R> rows, Function<R, @Nullable Object> value) {
    return rows.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }
}
