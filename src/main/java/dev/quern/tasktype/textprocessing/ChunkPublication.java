package dev.quern.tasktype.textprocessing;

import dev.quern.task.run.TaskItem;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes staged chunks those of their file. A file that is split again keeps the chunks that are
 * still the same, with everything that came from them.
 */
@Repository
class ChunkPublication {

  private static final String SAME =
      """
      s.start_offset = c.start_offset and s.end_offset = c.end_offset and s.content = c.content
      """;

  private static final String MINE =
      " s.task_id = :task_id and s.item_seq = :seq and s.epoch = :epoch and s.index >= 0 ";

  private static final String KEEP =
      "update chunk c set index = s.index, summary = s.summary, skip_reason = s.skip_reason,"
          + " update_at = now() from chunk_staging s where c.file_id = :file_id and (c.index,"
          + " c.summary, c.skip_reason) is distinct from (s.index, s.summary, s.skip_reason) and"
          + MINE
          + "and "
          + SAME;

  private static final String REMOVE =
      "delete from chunk c where c.file_id = :file_id and not exists"
          + " (select 1 from chunk_staging s where"
          + MINE
          + "and "
          + SAME
          + ")";

  /** Older versions of the file, except those that the same task splits as well. */
  private static final String OLDER =
      """
      select o.id from source_file f
          join source_file o on o.project_id = f.project_id and o.file_name = f.file_name
      where f.id = :file_id and (o.version_at, o.id) < (f.version_at, f.id)
          and not exists (select 1 from task_item i where i.task_id = :task_id and i.ref = o.id)
      order by o.id for update of o
      """;

  /** Equal chunks are matched in order: the first with the first, the second with the second. */
  private static final String MOVE =
      """
      with made as (
          select s.index, s.content, s.summary, s.start_offset, s.end_offset, s.skip_reason,
              row_number() over (partition by s.content order by s.index) as nth
          from chunk_staging s
          where %s and not exists (select 1 from chunk c where c.file_id = :file_id and %s)
      ), had as (
          select c.id, c.content,
              row_number() over (partition by c.content order by c.index, c.id) as nth
          from chunk c where c.file_id = any(:older)
      )
      update chunk c set file_id = f.id, file_name = f.file_name, index = made.index,
          name = regexp_replace(f.file_name, '\\.[^.]*$', '') || '-part-' || (made.index + 1),
          summary = made.summary, skip_reason = made.skip_reason, start_offset = made.start_offset,
          end_offset = made.end_offset, edited = false, update_at = now()
      from had join made on made.content = had.content and made.nth = had.nth,
          source_file f
      where c.file_id = any(:older) and c.id = had.id and f.id = :file_id
      """
          .formatted(MINE, SAME);

  private static final String ADD =
      """
      insert into chunk (id, project_id, file_id, file_name, name, index, content, summary, size,
          start_offset, end_offset, skip_reason, task_id, item_seq, ordinal)
      select s.id, f.project_id, f.id, f.file_name,
          regexp_replace(f.file_name, '\\.[^.]*$', '') || '-part-' || (s.index + 1), s.index,
          s.content, s.summary, s.size, s.start_offset, s.end_offset, s.skip_reason, s.task_id, s.item_seq, s.index
      from chunk_staging s join source_file f on f.id = :file_id
      where not exists (select 1 from chunk c where c.file_id = f.id and
      """
          + SAME
          + ") and"
          + MINE
          + " order by s.index";

  /**
   * The planner has no statistics of rows that were just staged. It expects one row on each side
   * and compares every chunk with every other: 100,000 chunks took over 200 s that way, and 2 s
   * when each side is read once. Only for what names the file on both sides: any other table would
   * be read as a whole.
   */
  private static final String READ_EACH_SIDE_ONCE = "set local enable_nestloop = off";

  private static final String PLAN_AS_USUAL = "set local enable_nestloop to default";

  private final JdbcClient jdbc;
  private final ChunkStaging staging;
  private final SupersededVersions versions;

  ChunkPublication(JdbcClient jdbc, ChunkStaging staging, SupersededVersions versions) {
    this.jdbc = jdbc;
    this.staging = staging;
    this.versions = versions;
  }

  /**
   * Makes the staged chunks the chunks of their file, unless a newer version has taken over in the
   * meantime. Called in the transaction that marks the item as done.
   *
   * @throws DataRetrievalFailureException when PostgreSQL has lost them meanwhile
   */
  void publish(StagedChunks staged) {
    TaskItem item = staged.item();
    if (versions.isOvertaken(item)) {
      staging.clear(item);
      return;
    }
    if (!staging.isBegun(item)) {
      throw new DataRetrievalFailureException(
          "PostgreSQL was started anew while file "
              + item.ref()
              + " was split, and has lost what was staged; the file is split again.");
    }
    String[] older = older(item);
    jdbc.sql(READ_EACH_SIDE_ONCE).update();
    update(KEEP, item);
    update(REMOVE, item);
    if (older.length > 0) {
      statement(MOVE, item).param("older", older).update();
    }
    update(ADD, item);
    jdbc.sql(PLAN_AS_USUAL).update();
    if (older.length > 0) {
      versions.retire(older, item.ref());
    }
    staging.clear(item);
  }

  /**
   * The older versions of the file. It takes over their chunks that are still the same, with
   * everything that came from them. Their other chunks are deleted, with their unanswered
   * questions; entries stay, without a chunk, and belong to the new version.
   */
  private String[] older(TaskItem item) {
    return jdbc.sql(OLDER)
        .param("file_id", item.ref())
        .param("task_id", item.task().id())
        .query(String.class)
        .list()
        .toArray(String[]::new);
  }

  private void update(String sql, TaskItem item) {
    statement(sql, item).update();
  }

  private JdbcClient.StatementSpec statement(String sql, TaskItem item) {
    return jdbc.sql(sql)
        .param("task_id", item.task().id())
        .param("seq", item.seq())
        .param("epoch", item.task().epoch())
        .param("file_id", item.ref());
  }
}
