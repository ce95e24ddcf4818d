package dev.quern.tasktype.datadistillation.duplicates;

import dev.quern.task.model.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code duplicate_staging}, which collects duplicates until all are found. They are
 * removed in one transaction, so an interrupted search leaves nothing behind and gives the same
 * result when it is repeated.
 */
@Repository
public class DuplicateStaging {

  /** What an entry {@code e} and the kept one {@code k} say, in the form of an index. */
  private static final String CONTENTS =
      "md5(e.question || e'\\x1f' || e.answer) || md5(k.question || e'\\x1f' || k.answer)";

  private static final String STAGE =
      """
      insert into duplicate_staging (task_id, epoch, entry_id, kept_id, reason, similarity, contents)
      select ?, ?, e.id, k.id, ?, ?, %s from dataset_entry e, dataset_entry k
      where e.id = ? and k.id = ?
      """
          .formatted(CONTENTS);

  /** The entry that no row has: it is gone when PostgreSQL has crashed and emptied the table. */
  private static final String BEGIN =
      """
      insert into duplicate_staging (task_id, epoch, entry_id, kept_id, reason)
      values (:task_id, :epoch, '', '', '')
      """;

  private static final String IS_BEGUN =
      """
      select exists (select 1 from duplicate_staging
          where task_id = :task_id and epoch = :epoch and entry_id = '')
      """;

  /**
   * A lock, so that of two tasks that clean one project, the second sees what the first has
   * removed.
   */
  private static final String ONE_AT_A_TIME =
      "select id from project where id = :project_id for no key update";

  /**
   * Ignores entries that say something else since the search began, and duplicates of entries that
   * have been deleted or removed. One that was only scored, confirmed or tagged is still the same.
   */
  private static final String REMOVE =
      """
      with gone as (
        update dataset_entry e set removed_at = now(), removed_by = s.task_id, removed_reason = s.reason,
               duplicate_of = s.kept_id, similarity = s.similarity
        from duplicate_staging s join dataset_entry k on k.id = s.kept_id
        where s.task_id = :task_id and s.epoch = :epoch and e.id = s.entry_id
          and e.removed_at is null and k.removed_at is null
          and s.contents = %s
        returning s.reason)
      select count(*) filter (where reason = 'same_question') as same,
             count(*) filter (where reason = 'near_duplicate') as near
      from gone
      """
          .formatted(CONTENTS);

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  DuplicateStaging(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * A duplicate to be removed.
   *
   * @param similarity of the words of both, 0 to 1; null for the same question
   */
  public record Duplicate(String id, String keptId, @Nullable Double similarity) {}

  /** The numbers of removed entries by reason. */
  public record Removed(long sameQuestion, long nearDuplicates) {}

  /**
   * Stages them with what they say in the transaction of the caller, which is to see no changes.
   */
  public void stage(Task task, List<Duplicate> duplicates) {
    batches.batchUpdate(STAGE, duplicates.stream().map(found -> values(task, found)).toList());
  }

  private static @Nullable Object[] values(Task task, Duplicate found) {
    Double similarity = found.similarity();
    return new @Nullable Object[] {
      task.id(),
      task.epoch(),
      similarity == null ? "same_question" : "near_duplicate",
      similarity == null ? null : BigDecimal.valueOf(similarity).setScale(4, RoundingMode.DOWN),
      found.id(),
      found.keptId()
    };
  }

  /** Updates the planner's statistics of the staged rows, which would be far off. */
  public void count() {
    jdbc.sql("analyze duplicate_staging").update();
  }

  /**
   * Removes the staged entries. Called in the transaction that marks the search as done.
   *
   * @throws DataRetrievalFailureException when PostgreSQL has lost them meanwhile
   */
  public Removed publish(Task task) {
    if (!isBegun(task)) {
      throw new DataRetrievalFailureException(
          "PostgreSQL was started anew while duplicates were searched, and has lost what was found;"
              + " they are searched again.");
    }
    jdbc.sql(ONE_AT_A_TIME).param("project_id", task.projectId()).query(String.class).optional();
    Removed removed =
        jdbc.sql(REMOVE)
            .param("task_id", task.id())
            .param("epoch", task.epoch())
            .query((row, n) -> new Removed(row.getLong("same"), row.getLong("near")))
            .single();
    clear(task);
    return removed;
  }

  private boolean isBegun(Task task) {
    return jdbc.sql(IS_BEGUN)
        .param("task_id", task.id())
        .param("epoch", task.epoch())
        .query(Boolean.class)
        .single();
  }

  /** Begins anew: what an earlier attempt has staged is deleted. */
  public void begin(Task task) {
    clear(task);
    jdbc.sql(BEGIN).param("task_id", task.id()).param("epoch", task.epoch()).update();
  }

  private void clear(Task task) {
    jdbc.sql("delete from duplicate_staging where task_id = :id").param("id", task.id()).update();
  }
}
