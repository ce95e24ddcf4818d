package dev.quern.dataset;

import dev.quern.Page;
import dev.quern.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists of one table. A page's ids are found first, in the order of an index, and only their rows
 * are read: a late page of wide rows then costs what a page of ids costs.
 *
 * @param table the table with its alias: {@code question q}
 * @param select the columns and the from clause, without a where, using the same alias
 * @param order the order by list, an index's after {@code project_id}
 */
public record PagedQuery<T>(
    String table, String alias, String select, String order, RowMapper<T> mapper) {

  public Page<T> page(JdbcClient jdbc, WhereClause where, Paging paging) {
    var total =
        jdbc.sql("select count(*) from %s %s".formatted(table, where.sql()))
            .params(where.values())
            .query(Long.class)
            .single();
    if (paging.offset() >= total) {
      return Page.of(List.of(), total, paging);
    }
    var ids =
        "select %s.id from %s %s order by %s limit :limit offset :offset"
            .formatted(alias, table, where.sql(), order);
    var rows =
        jdbc.sql("%s where %s.id in (%s) order by %s".formatted(select, alias, ids, order))
            .params(where.values())
            .param("limit", paging.limit())
            .param("offset", paging.offset())
            .query(mapper)
            .list();
    return Page.of(rows, total, paging);
  }

  /**
   * A part of the list beside a row, by key: it reads no row that it does not give, wherever it
   * lies. When the row is gone it is the first part.
   */
  public Slice<T> slice(JdbcClient jdbc, WhereClause where, Cursor cursor, int limit) {
    String row = cursor.row();
    boolean known = row == null || exists(jdbc, row);
    boolean backward = known && cursor.isBackward();
    String beside =
        row == null || !known
            ? ""
            : " and (%s) %s (select %s from %s where %s.id = :beside)"
                .formatted(order, backward ? "<" : ">", order, table, alias);
    String direction = backward ? order.replace(",", " desc,") + " desc" : order;
    String ids =
        "select %s.id from %s %s%s order by %s limit :limit"
            .formatted(alias, table, where.sql(), beside, direction);
    var rows =
        new ArrayList<>(
            jdbc.sql("%s where %s.id in (%s) order by %s".formatted(select, alias, ids, order))
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

  private boolean exists(JdbcClient jdbc, String id) {
    return jdbc.sql("select 1 from %s where %s.id = :id".formatted(table, alias))
        .param("id", id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** How many rows there are, counted up to {@code most} and no further. */
  public long countUpTo(JdbcClient jdbc, WhereClause where, int max) {
    return jdbc.sql(
            "select count(*) from (select 1 from %s %s limit :most) counted"
                .formatted(table, where.sql()))
        .params(where.values())
        .param("most", max)
        .query(Long.class)
        .single();
  }

  /** Hands over every row, in order; inside a transaction through a cursor. */
  public void each(NamedParameterJdbcTemplate cursors, WhereClause where, Consumer<T> sink) {
    cursors.query(
        "%s %s order by %s".formatted(select, where.sql(), order),
        where.values(),
        row -> {
          sink.accept(mapper.mapRow(row, 0));
        });
  }

  /** Queries that fetch so many rows at once, inside a transaction, and hold no more of them. */
  public static NamedParameterJdbcTemplate cursors(JdbcTemplate template, int rowsAtOnce) {
    var fetching = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
    fetching.setFetchSize(rowsAtOnce);
    return new NamedParameterJdbcTemplate(fetching);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
