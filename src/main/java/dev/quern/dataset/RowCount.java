package dev.quern.dataset;

import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many rows a list has: counted up to {@value #EXACT}, beyond that what PostgreSQL's planner
 * estimates, because counting a million rows takes a second.
 */
public record RowCount(long rows, boolean isEstimate) {

  /** The largest exact count. */
  public static final int EXACT = 10_000;

  private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

  /** Counts the rows of a table, with its alias, that meet the conditions. */
  public static RowCount of(JdbcClient jdbc, String table, WhereClause where) {
    return of(upTo(jdbc, table, where, EXACT + 1), jdbc, table, where);
  }

  /** The same, of rows that have been counted up to one more than are counted. */
  static RowCount of(long counted, JdbcClient jdbc, String table, WhereClause where) {
    return counted > EXACT
        ? new RowCount(Math.max(counted, estimate(jdbc, table, where)), true)
        : new RowCount(counted, false);
  }

  /** Counts the rows, up to {@code max}. */
  static long upTo(JdbcClient jdbc, String table, WhereClause where, int max) {
    return jdbc.sql(
            "select count(*) from (select 1 from %s %s limit :most) counted"
                .formatted(table, where.sql()))
        .params(where.values())
        .param("most", max)
        .query(Long.class)
        .single();
  }

  private static long estimate(JdbcClient jdbc, String table, WhereClause where) {
    var plan =
        jdbc.sql("explain select 1 from %s %s".formatted(table, where.sql()))
            .params(where.values())
            .query(String.class)
            .list()
            .get(0);
    var rows = ROWS.matcher(plan);
    return rows.find() ? Long.parseLong(rows.group(1)) : 0;
  }
}
