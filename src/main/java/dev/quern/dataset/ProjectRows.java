package dev.quern.dataset;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.error.NotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of one table as all kinds of rows are read: by pages, beside a row, through a cursor, by
 * their ids. How they are written is each table's own.
 *
 * @param <T> a row
 * @param <F> which rows are meant
 */
public abstract class ProjectRows<T, F extends RowFilter<F>> {

  private static final int ROWS_AT_ONCE = 500;

  protected final JdbcClient jdbc;
  protected final JdbcTemplate batches;
  private final NamedParameterJdbcTemplate cursors;
  private final String noun;
  private final PagedQuery<T> listing;
  private final String one;

  /** Of a table whose rows are all found by their ids. */
  protected ProjectRows(String noun, PagedQuery<T> listing, JdbcClient jdbc, JdbcTemplate batches) {
    this(noun, listing, "true", jdbc, batches);
  }

  /**
   * @param noun what a row is called in an error
   * @param listing the columns and their order, oldest first
   * @param condition what a row must be to be found by its id
   */
  protected ProjectRows(
      String noun, PagedQuery<T> listing, String condition, JdbcClient jdbc, JdbcTemplate batches) {
    this.noun = noun;
    this.listing = listing;
    this.jdbc = jdbc;
    this.batches = batches;
    this.cursors = PagedQuery.cursors(batches, ROWS_AT_ONCE);
    this.one =
        "%s where %2$s.project_id = :project_id and %2$s.id = :id and %3$s"
            .formatted(listing.select(), listing.alias(), condition);
  }

  /**
   * The rows that pass the filter, in the table's order.
   *
   * @throws dev.quern.error.InvalidRequestException when the row to begin after does not exist
   */
  public Page<T> list(F filter, Paging paging) {
    return listing.page(jdbc, filter.where(), paging);
  }

  /**
   * What the list can be sorted by beside the order in which the rows were made: the order by list,
   * an index's after {@code project_id}, by its name.
   */
  protected Map<String, String> orders() {
    return Map.of();
  }

  /**
   * The rows beside a row that pass the filter, in the cursor's order; where there are none any
   * more, the list's beginning or its end.
   */
  public Slice<T> slice(F filter, Cursor cursor, int limit) {
    return sorted(cursor).slice(jdbc, filter.where(), cursor, limit);
  }

  /** The row right before or after another that passes the filter, in the cursor's order. */
  public Optional<T> neighbour(F filter, Cursor cursor) {
    return sorted(cursor).neighbour(jdbc, filter.where(), cursor);
  }

  private PagedQuery<T> sorted(Cursor cursor) {
    String order = orders().get(cursor.sortedBy());
    return order == null ? listing : listing.in(order);
  }

  /** How many pass the filter, counted up to {@code max} and no further. */
  public long countUpTo(F filter, int max) {
    return listing.countUpTo(jdbc, filter.where(), max);
  }

  /**
   * Hands over every row that passes the filter, in the list's order, as it was when this began:
   * through a cursor of 500 rows, in constant memory however many there are. It holds a connection
   * until the last is taken.
   */
  @Transactional(readOnly = true)
  public void each(F filter, Consumer<T> sink) {
    listing.each(cursors, filter.where(), sink);
  }

  /**
   * The row.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public T get(String projectId, String id) {
    return one(one, projectId, id);
  }

  /** The same, and nobody changes it until the transaction ends. */
  protected T lock(String projectId, String id) {
    return one(one + " for update of " + listing.alias(), projectId, id);
  }

  /** The rows of these ids, of any project, in no order. */
  protected List<T> all(Collection<String> ids) {
    return jdbc.sql("%s where %s.id = any(:ids)".formatted(listing.select(), listing.alias()))
        .param("ids", ids.toArray(String[]::new))
        .query(listing.mapper())
        .list();
  }

  /**
   * Deletes the row. Rows that came of it stay.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public void delete(String projectId, String id) {
    String sql =
        "delete from %s where %2$s.project_id = :project_id and %2$s.id = :id"
            .formatted(listing.table(), listing.alias());
    if (jdbc.sql(sql).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of(noun, id);
    }
  }

  private T one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(listing.mapper())
        .optional()
        .orElseThrow(() -> NotFoundException.of(noun, id));
  }
}
