package dev.quern.dataset.entry;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.Slice;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Entries that were removed by cleaning. Lists and exports leave them out, and they can be restored
 * until they are purged. Their questions count as answered even afterwards, so that the same
 * duplicate is not generated again.
 */
@Repository
public class RemovedEntries {

  private static final String SELECT =
      "select "
          + Entries.COLUMNS
          + ", e.removed_at, e.removed_by, e.removed_reason, e.duplicate_of, e.similarity"
          + " from dataset_entry e";

  private static final PagedQuery<RemovedEntry> LISTING =
      new PagedQuery<>("dataset_entry e", "e", SELECT, "e.create_at, e.id", RemovedEntries::row);

  private static final String KNOWN =
      "select id from dataset_entry where project_id = :project_id and id = any(:ids)";

  private static final String RESTORE =
      """
      update dataset_entry set removed_at = null, removed_by = null, removed_reason = null,
             duplicate_of = null, similarity = null, update_at = now()
      where project_id = :project_id and id = any(:ids) and removed_at is not null
      returning id
      """;

  private final JdbcClient jdbc;

  RemovedEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The removed entries that pass the filter, oldest first.
   *
   * @param removedBy only those that this task removed
   */
  public Page<RemovedEntry> list(EntryFilter filter, @Nullable String removedBy, Paging paging) {
    return LISTING.page(jdbc, filter.whereRemoved(removedBy), paging);
  }

  /** The removed entries before or after a row that pass the filter, in the order of the list. */
  public Slice<RemovedEntry> slice(EntryFilter filter, Cursor cursor, int limit) {
    return LISTING.slice(jdbc, filter.whereRemoved(null), cursor, limit);
  }

  /**
   * Restores removed entries; other entries stay as they are.
   *
   * @param ids 1 to 10,000
   * @return the ids of the restored entries
   * @throws InvalidRequestException when the project has no such id (422), for example because the
   *     entry has been purged
   */
  @Transactional
  public List<String> restore(String projectId, @Nullable List<@Nullable String> ids) {
    new FieldChecks()
        .that(
            ids != null && !ids.isEmpty() && ids.size() <= 10_000 && !ids.contains(null),
            "ids",
            "is required and must be a list of 1 to 10000 ids")
        .done();
    Set<String> unknown = new LinkedHashSet<>(ids == null ? List.of() : ids);
    String[] all = unknown.toArray(String[]::new);
    jdbc.sql(KNOWN)
        .param("project_id", projectId)
        .param("ids", all)
        .query(String.class)
        .list()
        .forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String first = String.join(", ", unknown.stream().limit(5).toList());
      throw InvalidRequestException.unprocessable(
          "ids",
          unknown.size()
              + " of them do not exist in this project or are gone for good, for instance "
              + first);
    }
    return new ArrayList<>(
        jdbc.sql(RESTORE)
            .param("project_id", projectId)
            .param("ids", all)
            .query(String.class)
            .list());
  }

  private static RemovedEntry row(ResultSet row, int number) throws SQLException {
    return new RemovedEntry(
        EntryRow.read(row, number),
        instant(row, "removed_at"),
        row.getString("removed_by"),
        row.getString("removed_reason"),
        row.getString("duplicate_of"),
        row.getBigDecimal("similarity"));
  }
}
