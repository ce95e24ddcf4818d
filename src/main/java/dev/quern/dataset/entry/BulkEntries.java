package dev.quern.dataset.entry;

import dev.quern.dataset.WhereClause;
import dev.quern.error.FieldChecks;
import dev.quern.error.NotFoundException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Changes all entries that pass a filter, with one statement, and returns their number. */
@Repository
@Transactional
public class BulkEntries {

  /** The reason of an entry that a person removed. */
  public static final String BY_HAND = "by_hand";

  private static final String CONFIRM =
      "update dataset_entry e set confirmed = :value, update_at = now() %s and e.confirmed <> :value";

  private static final String TAG =
      """
      update dataset_entry e set update_at = now(),
             tags = e.tags || array(select t from unnest(cast(:named as text[])) t where t <> all(e.tags))
      %s and not e.tags @> cast(:named as text[])
      and cardinality(e.tags || array(select t from unnest(cast(:named as text[])) t where t <> all(e.tags))) <= 100
      """;

  private static final String UNTAG =
      """
      update dataset_entry e set update_at = now(),
             tags = array(select t from unnest(e.tags) t where t <> all(cast(:named as text[])))
      %s and e.tags && cast(:named as text[])
      """;

  private static final String REMOVE =
      "update dataset_entry e set removed_at = now(), removed_reason = '" + BY_HAND + "' %s";

  private static final String RESTORE =
      """
      update dataset_entry set removed_at = null, removed_reason = null, update_at = now()
      where project_id = :project_id and removed_at = :at and removed_reason = 'by_hand'
      """;

  private final JdbcClient jdbc;

  BulkEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets whether the entries are confirmed. */
  public int confirm(EntryFilter filter, boolean confirmed) {
    return run(CONFIRM, filter.where(), "value", confirmed);
  }

  /** Adds tags, except to entries that would have more than 100. */
  public int tag(EntryFilter filter, List<String> tags) {
    return run(TAG, filter.where(), "named", checked(tags));
  }

  /** Removes tags. */
  public int untag(EntryFilter filter, List<String> tags) {
    return run(UNTAG, filter.where(), "named", checked(tags));
  }

  /**
   * What a bulk removal removed.
   *
   * @param at the time, by which it can be restored
   */
  public record Removal(int count, Instant at) {}

  /** Removes the entries. They can be restored until they are purged. */
  public Removal remove(EntryFilter filter) {
    return remove(filter.where());
  }

  /**
   * Removes one entry.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public Removal remove(String projectId, String id) {
    Removal removal =
        remove(
            new WhereClause()
                .and("e.project_id = :project_id", "project_id", projectId)
                .and("e.id = :id", "id", id)
                .flag(true, "e.removed_at is null", ""));
    if (removal.count() == 0) {
      throw NotFoundException.of("entry", id);
    }
    return removal;
  }

  private Removal remove(WhereClause where) {
    int count = jdbc.sql(REMOVE.formatted(where.sql())).params(where.values()).update();
    return new Removal(
        count, jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant());
  }

  /** Restores what a person removed at that time. Returns the number of entries. */
  public int restore(String projectId, Instant at) {
    return jdbc.sql(RESTORE)
        .param("project_id", projectId)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  private int run(String statement, WhereClause where, String name, Object value) {
    return jdbc.sql(statement.formatted(where.sql()))
        .params(where.values())
        .param(name, value)
        .update();
  }

  private static String[] checked(List<String> tags) {
    new FieldChecks().that(!tags.isEmpty(), "tag", "must not be blank").tags("tag", tags).done();
    return tags.stream().distinct().toArray(String[]::new);
  }
}
