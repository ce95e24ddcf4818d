package dev.quern.task.store;

import dev.quern.task.failure.ItemFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code task_item}: the ledger of what is done, failed and still to do. */
@Repository
public class ItemRepository {

  /**
   * With the first and last of the items PostgreSQL reads what is open between them, few however it
   * plans. By {@code any} alone it would read all open items of a task that was listed after its
   * statistics were made.
   */
  private static final String FINISH =
      """
      update task_item set state = 'done', attempts = attempts + 1, next_try_at = null,
          error = null, error_class = null, finish_reason = null, raw_reply = null, raw_replies = null,
          partial_state = null
      where task_id = :task_id and seq between :first and :last and seq = any(:seqs)
        and state = 'pending'
      returning seq, weight
      """;

  private static final String FAIL =
      """
      update task_item set attempts = attempts + :counts, error = :error, error_class = :error_class,
          finish_reason = :finish_reason, raw_reply = :raw_reply, raw_replies = :raw_replies,
          state = case when cast(:delay as bigint) is null then 'failed' else 'pending' end,
          next_try_at = now() + :delay * interval '1 millisecond'
      where task_id = :task_id and seq = :seq and state = 'pending'
      returning case when state = 'failed' then weight else 0 end
      """;

  private static final String PENDING =
      """
      select seq, ref, is_final_step, attempts, next_try_at, partial_state from task_item
      where task_id = :task_id and seq > :after and state = 'pending'
      order by seq limit :limit
      """;

  /** States one by one: each has an index of its own, however many items are done. */
  private static final String OPEN_OR_FAILED =
      """
      select exists (select 1 from task_item where task_id = :id and state = 'pending')
          or exists (select 1 from task_item where task_id = :id and state = 'failed')
      """;

  private static final String REOPEN =
      """
      with page as (
          select task_id, seq from task_item
          where task_id = :id and state = 'failed' and seq > :after
          order by seq limit :limit for update),
      opened as (
          update task_item i set state = 'pending', attempts = 0, next_try_at = null
          from page where i.task_id = page.task_id and i.seq = page.seq returning i.seq, i.weight)
      select count(*) as count, coalesce(sum(weight), 0) as weight, max(seq) as last from opened
      """;

  private static final String FINAL_STEP_FAILED =
      "select exists (select 1 from task_item where task_id = :id and is_final_step and state ="
          + " 'failed')";

  private final JdbcClient jdbc;

  ItemRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Lists the items of a task, once, and returns their total weight. */
  public long list(String taskId, ItemQuery query) {
    return jdbc.sql(
            "with listed as (insert into task_item (task_id, seq, ref, weight, is_final_step)"
                + " select :ledger_task_id, row_number() over (), chosen.id, "
                + (query.weighed() ? "chosen.weight, chosen.is_final_step" : "1, false")
                + " from ("
                + query.sql()
                + ") as chosen returning weight) select coalesce(sum(weight), 0) from listed")
        .params(query.parameters())
        .param("ledger_task_id", taskId)
        .query(Long.class)
        .single();
  }

  /** The next open items after a place in the task, in order. */
  public List<PendingItem> pending(String taskId, int after, int limit) {
    return jdbc.sql(PENDING)
        .param("task_id", taskId)
        .param("after", after)
        .param("limit", limit)
        .query(ItemRepository::pendingItem)
        .list();
  }

  static PendingItem pendingItem(ResultSet rs, int row) throws SQLException {
    Timestamp next = rs.getTimestamp("next_try_at");
    return new PendingItem(
        rs.getInt("seq"),
        rs.getString("ref"),
        rs.getBoolean("is_final_step"),
        rs.getInt("attempts"),
        next == null ? Instant.EPOCH : next.toInstant(),
        rs.getString("partial_state"));
  }

  /**
   * An open item. It may not start before {@code notBefore}, and the final step not before all
   * others have ended.
   */
  public record PendingItem(
      int seq,
      String ref,
      boolean isFinalStep,
      int attempts,
      Instant notBefore,
      @Nullable String partialState) {}

  /** Marks open items as done. Returns those that were open, with their weights. */
  public Map<Integer, Integer> finish(String taskId, List<Integer> seqs) {
    Map<Integer, Integer> weights = new HashMap<>();
    jdbc.sql(FINISH)
        .param("task_id", taskId)
        .param("first", Collections.min(seqs))
        .param("last", Collections.max(seqs))
        .param("seqs", seqs.toArray(Integer[]::new))
        .query((RowCallbackHandler) rs -> weights.put(rs.getInt("seq"), rs.getInt("weight")));
    return weights;
  }

  /**
   * Records a failed attempt of an open item, and returns its weight if the item has now failed.
   *
   * @param delay the time until the next attempt; null if the item has failed
   */
  public int fail(String taskId, int seq, ItemFailure failure, @Nullable Duration delay) {
    String[] replies = failure.rawReplies().stream().map(TaskRow::storable).toArray(String[]::new);
    return jdbc.sql(FAIL)
        .param("task_id", taskId)
        .param("seq", seq)
        .param("counts", failure.countsAsAttempt() ? 1 : 0)
        .param("error", TaskRow.storable(failure.message()))
        .param("error_class", failure.errorClass())
        .param("finish_reason", failure.finishReason())
        .param("raw_reply", replies.length == 0 ? null : replies[replies.length - 1])
        .param("raw_replies", replies)
        .param("delay", delay == null ? null : delay.toMillis())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /** Stores the partial state of an open item. */
  public void keep(String taskId, int seq, String partialState) {
    jdbc.sql(
            """
            update task_item set partial_state = cast(:partial as jsonb)
            where task_id = :task_id and seq = :seq and state = 'pending'
            """)
        .param("task_id", taskId)
        .param("seq", seq)
        .param("partial", partialState)
        .update();
  }

  /** Whether an item has had more attempts than that. */
  public boolean hasMoreAttempts(String taskId, int seq, int attempts) {
    return is("attempts > :than", taskId, seq, attempts);
  }

  /** Whether an item has that partial state. */
  public boolean isKept(String taskId, int seq, String partialState) {
    return is("partial_state = cast(:than as jsonb)", taskId, seq, partialState);
  }

  private boolean is(String condition, String taskId, int seq, Object than) {
    return jdbc.sql(
            "select exists (select 1 from task_item where task_id = :task_id and seq = :seq and "
                + condition
                + ")")
        .param("task_id", taskId)
        .param("seq", seq)
        .param("than", than)
        .query(Boolean.class)
        .single();
  }

  /** Whether any item has no result. */
  public boolean anyWithoutResult(String taskId) {
    return jdbc.sql(OPEN_OR_FAILED).param("id", taskId).query(Boolean.class).single();
  }

  /** Whether the final item failed. */
  public boolean finalStepFailed(String taskId) {
    return jdbc.sql(FINAL_STEP_FAILED).param("id", taskId).query(Boolean.class).single();
  }

  /** Whether any item is open. */
  public boolean anyPending(String taskId) {
    return jdbc.sql(
            "select exists (select 1 from task_item where task_id = :id and state = 'pending')")
        .param("id", taskId)
        .query(Boolean.class)
        .single();
  }

  /**
   * A page of failed items that were opened again.
   *
   * @param weight of all of them
   * @param last the last of them; null when no failed item is left after it
   */
  public record Reopened(long weight, @Nullable Integer last) {}

  /** Opens failed items again, for a resume: the first after a place in the task, in order. */
  public Reopened reopen(String taskId, int after, int limit) {
    return jdbc.sql(REOPEN)
        .param("id", taskId)
        .param("after", after)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Reopened(
                    rs.getLong("weight"), rs.getInt("count") < limit ? null : rs.getInt("last")))
        .single();
  }

  /** Opens the final step again, and forgets the tries of items that wait for their next one. */
  public void forgetTries(String taskId) {
    jdbc.sql(
            """
            update task_item set state = 'pending', attempts = 0, next_try_at = null
            where task_id = :id and is_final_step and state <> 'pending'
            """)
        .param("id", taskId)
        .update();
    jdbc.sql(
            """
            update task_item set attempts = 0, next_try_at = null
            where task_id = :id and state = 'pending' and next_try_at is not null
            """)
        .param("id", taskId)
        .update();
  }
}
