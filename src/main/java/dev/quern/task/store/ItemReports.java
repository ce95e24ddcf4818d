package dev.quern.task.store;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.RowCount;
import dev.quern.dataset.WhereClause;
import dev.quern.error.InvalidRequestException;
import dev.quern.task.model.ItemView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shows the ledger to users. */
@Repository
public class ItemReports {

  private static final String TABLE = "task_item i";

  private static final String LIST =
      """
      select seq, ref, state, attempts, error, error_class, finish_reason, raw_reply,
          coalesce(raw_replies, '{}') as raw_replies
      from task_item i %s order by seq limit :limit offset :offset
      """;

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

  /**
   * A page of the items, in their order.
   *
   * @throws InvalidRequestException when the item to begin after is none of the task
   */
  public Page<ItemView> page(String taskId, @Nullable String state, Paging paging) {
    WhereClause where =
        new WhereClause()
            .and("i.task_id = :id", "id", taskId)
            .and("i.state = :state", "state", state);
    RowCount count = RowCount.of(jdbc, TABLE, where);
    WhereClause behind = where.copy().and("i.seq > :after", "after", after(taskId, paging.after()));
    List<ItemView> items =
        jdbc.sql(LIST.formatted(behind.sql()))
            .params(behind.values())
            .param("limit", paging.limit())
            .param("offset", paging.offset())
            .query(ItemReports::item)
            .list();
    return Page.of(items, count.rows(), count.isEstimate(), paging);
  }

  private @Nullable Integer after(String taskId, @Nullable String item) {
    if (item == null) {
      return null;
    }
    return jdbc.sql("select seq from task_item where task_id = :id and seq = :seq")
        .param("id", taskId)
        .param("seq", item.matches("\\d{1,9}") ? Integer.parseInt(item) : -1)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> InvalidRequestException.unknown("after", "item", item));
  }

  private static ItemView item(ResultSet row, int number) throws SQLException {
    return new ItemView(
        Integer.toString(row.getInt("seq")),
        row.getString("ref"),
        row.getString("state"),
        row.getInt("attempts"),
        row.getString("error"),
        row.getString("error_class"),
        row.getString("finish_reason"),
        row.getString("raw_reply"),
        List.of((String[]) row.getArray("raw_replies").getArray()));
  }

  /** The most frequent reasons of failed items, three at most. */
  public List<String> reasons(String taskId) {
    return jdbc.sql(REASONS).param("task_id", taskId).query(String.class).list();
  }
}
