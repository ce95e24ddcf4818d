package dev.quern.task.store;

import dev.quern.task.model.ItemView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shows the ledger to users. */
@Repository
public class ItemReports {

  private static final String FILTER =
      "where task_id = :id and (cast(:state as text) is null or state = :state)";

  private static final String LIST =
      """
      select seq, ref, state, attempts, error, error_class, finish_reason, raw_reply,
          coalesce(raw_replies, '{}') as raw_replies
      from task_item %s order by seq limit :limit offset :offset
      """
          .formatted(FILTER);

  private static final String REASONS =
      """
      select error || case when count(*) > 1 then ' (' || count(*) || ' items)' else '' end
      from task_item where task_id = :task_id and state = 'failed'
      group by error order by count(*) desc, min(seq) limit 3
      """;

  private final JdbcClient jdbc;

  ItemReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<ItemView> list(String taskId, @Nullable String state, int limit, long offset) {
    return jdbc.sql(LIST)
        .param("id", taskId)
        .param("state", state)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (rs, n) ->
                new ItemView(
                    Integer.toString(rs.getInt("seq")),
                    rs.getString("ref"),
                    rs.getString("state"),
                    rs.getInt("attempts"),
                    rs.getString("error"),
                    rs.getString("error_class"),
                    rs.getString("finish_reason"),
                    rs.getString("raw_reply"),
                    List.of((String[]) rs.getArray("raw_replies").getArray())))
        .list();
  }

  public long count(String taskId, @Nullable String state) {
    return jdbc.sql("select count(*) from task_item " + FILTER)
        .param("id", taskId)
        .param("state", state)
        .query(Long.class)
        .single();
  }

  /** The most frequent reasons of failed items, three at most. */
  public List<String> reasons(String taskId) {
    return jdbc.sql(REASONS).param("task_id", taskId).query(String.class).list();
  }
}
