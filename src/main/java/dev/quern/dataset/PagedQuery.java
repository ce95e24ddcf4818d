package dev.quern.dataset;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.error.InvalidRequestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads pages of one table. The ids of a page are found first, in the order of an index, and only
 * their rows are read. So a late page of wide rows costs no more than a page of ids.
 *
 * @param table the table with its alias: {@code question q}
 * @param select the columns and the from clause, without a where, using the same alias
 * @param order the order by list, an index's after {@code project_id}; the expressions in it have
 *     no comma
 */
public record PagedQuery<T>(
    String table, String alias, String select, String order, RowMapper<T> mapper) {

  /**
   * A page with the total number of rows, which is exact up to {@value RowCount#EXACT}.
   *
   * @throws InvalidRequestException when the row to begin after does not exist
   */
  public Page<T> page(JdbcClient jdbc, WhereClause where, Paging paging) {
    if (paging.after() != null && !exists(jdbc, paging.after())) {
      throw InvalidRequestException.unknown("after", "row", paging.after());
    }
    RowCount count;
    if (where.isSearch()) {
      Found found = search(jdbc, where, paging);
      if (found.count() <= RowCount.EXACT) {
        return Page.of(rows(jdbc, found.ids()), found.count(), paging);
      }
      count = RowCount.of(found.count(), jdbc, table, where);
    } else {
      count = RowCount.of(jdbc, table, where);
    }
    if (!count.isEstimate() && paging.offset() >= count.rows()) {
      return Page.of(List.of(), count.rows(), paging);
    }
    var ids =
        "select %s.id from %s %s%s order by %s limit :limit offset :offset"
            .formatted(alias, table, where.sql(), paging.after() == null ? "" : beside(">"), order);
    var rows =
        jdbc.sql("%s where %s.id in (%s) order by %s".formatted(select, alias, ids, order))
            .params(where.values())
            .param("beside", paging.after())
            .param("limit", paging.limit())
            .param("offset", paging.offset())
            .query(mapper)
            .list();
    return Page.of(rows, count.rows(), count.isEstimate(), paging);
  }

  /** The number of rows that were found, and those of a page where all are counted. */
  private record Found(long count, String[] ids) {}

  /** Counts the rows and chooses the page with one search instead of two. */
  private Found search(JdbcClient jdbc, WhereClause where, Paging paging) {
    var keys = new ArrayList<String>();
    for (int i = 0; i < order.split(",").length; i++) {
      keys.add("key" + i);
    }
    String sorted = String.join(", ", keys);
    String behind =
        paging.after() == null
            ? ""
            : "where (%s) > (select %s from %s where %s.id = :beside)"
                .formatted(sorted, order, table, alias);
    String sql =
        """
        with found (id, %1$s) as materialized (select %2$s.id, %3$s from %4$s %5$s limit :most)
        select (select count(*) from found) as count,
            array(select id from found %6$s order by %1$s limit :limit offset :offset) as ids
        """
            .formatted(sorted, alias, order, table, where.sql(), behind);
    return jdbc.sql(sql)
        .params(where.values())
        .param("beside", paging.after())
        .param("most", RowCount.EXACT + 1)
        .param("limit", paging.limit())
        .param("offset", paging.offset())
        .query(
            (row, n) -> new Found(row.getLong("count"), (String[]) row.getArray("ids").getArray()))
        .single();
  }

  private List<T> rows(JdbcClient jdbc, String[] ids) {
    return jdbc.sql("%s where %s.id = any(:ids) order by %s".formatted(select, alias, order))
        .param("ids", ids)
        .query(mapper)
        .list();
  }

  /** The position in the order of the row with the id {@code :beside}. */
  private String beside(String side) {
    return " and (%s) %s (select %s from %s where %s.id = :beside)"
        .formatted(order, side, order, table, alias);
  }

  /**
   * The part of the list before or after a row. It is found by key, so no other rows are read. If
   * the row no longer exists, the first part is returned; if nothing is on its side any more, the
   * list's beginning or its end, whichever is there.
   */
  public Slice<T> slice(JdbcClient jdbc, WhereClause where, Cursor cursor, int limit) {
    Slice<T> found = part(jdbc, where, cursor, limit);
    return found.items().isEmpty() && cursor.row() != null
        ? part(jdbc, where, cursor.edge(), limit)
        : found;
  }

  /** The row right before or after another. */
  public Optional<T> neighbour(JdbcClient jdbc, WhereClause where, Cursor cursor) {
    return part(jdbc, where, cursor, 1).items().stream().findFirst();
  }

  private Slice<T> part(JdbcClient jdbc, WhereClause where, Cursor cursor, int limit) {
    String row = cursor.row();
    boolean known = row == null || exists(jdbc, row);
    boolean backward = known && cursor.isBackward();
    boolean descending = backward != cursor.isDescending();
    String beside = row == null || !known ? "" : beside(descending ? "<" : ">");
    String direction = descending ? descending() : order;
    String shown = cursor.isDescending() ? descending() : order;
    String ids =
        "select %s.id from %s %s%s order by %s limit :limit"
            .formatted(alias, table, where.sql(), beside, direction);
    var rows =
        new ArrayList<>(
            jdbc.sql("%s where %s.id in (%s) order by %s".formatted(select, alias, ids, shown))
                .params(where.values())
                .param("limit", limit + 1)
                .param("beside", row)
                .query(mapper)
                .list());
    boolean another = rows.size() > limit;
    if (another) {
      rows.remove(backward ? 0 : limit);
    }
    return backward
        ? new Slice<>(rows, another, row != null)
        : new Slice<>(rows, known && row != null, another);
  }

  private String descending() {
    return order.replace(",", " desc,") + " desc";
  }

  /** The same list in another order. */
  PagedQuery<T> in(String otherOrder) {
    return new PagedQuery<>(table, alias, select, otherOrder, mapper);
  }

  private boolean exists(JdbcClient jdbc, String id) {
    return jdbc.sql("select 1 from %s where %s.id = :id".formatted(table, alias))
        .param("id", id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Counts the rows, up to {@code max}. */
  public long countUpTo(JdbcClient jdbc, WhereClause where, int max) {
    return RowCount.upTo(jdbc, table, where, max);
  }

  /** Passes every row to the sink, in order; inside a transaction it uses a cursor. */
  public void each(NamedParameterJdbcTemplate cursors, WhereClause where, Consumer<T> sink) {
    cursors.query(
        "%s %s order by %s".formatted(select, where.sql(), order),
        where.values(),
        row -> {
          sink.accept(mapper.mapRow(row, 0));
        });
  }

  /** A template whose queries, inside a transaction, fetch that many rows at a time. */
  public static NamedParameterJdbcTemplate cursors(JdbcTemplate template, int rowsAtOnce) {
    var fetching = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
    fetching.setFetchSize(rowsAtOnce);
    return new NamedParameterJdbcTemplate(fetching);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
