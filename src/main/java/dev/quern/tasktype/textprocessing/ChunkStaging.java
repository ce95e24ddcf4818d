package dev.quern.tasktype.textprocessing;

import dev.quern.Ids;
import dev.quern.chunk.TextChunk;
import dev.quern.dataset.gate.TextGate;
import dev.quern.task.run.TaskItem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code chunk_staging}, which collects chunks until their file is done. So a file of any
 * length is stored completely or not at all, and is never in memory.
 */
@Repository
class ChunkStaging {

  private static final String CLEAR =
      "delete from chunk_staging where task_id = :task_id and item_seq = :seq";

  /**
   * A row that is no chunk. PostgreSQL empties such tables, which are unlogged, when it has crashed
   * or a standby takes over; then this row is gone as well.
   */
  private static final String BEGIN =
      """
      insert into chunk_staging (task_id, item_seq, epoch, id, index, content, summary, size,
          start_offset, end_offset)
      values (:task_id, :seq, :epoch, 'begun', -1, '', '', 0, 0, 0)
      """;

  private static final String BEGUN =
      """
      select exists (select 1 from chunk_staging
          where task_id = :task_id and item_seq = :seq and epoch = :epoch and index < 0)
      """;

  private static final String STAGE =
      """
      insert into chunk_staging (task_id, item_seq, epoch, id, index, content, summary, size,
          start_offset, end_offset, skip_reason)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ChunkStaging(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Begins anew: what an earlier attempt has staged is deleted. */
  void begin(TaskItem item) {
    clear(item);
    jdbc.sql(BEGIN)
        .param("task_id", item.task().id())
        .param("seq", item.seq())
        .param("epoch", item.task().epoch())
        .update();
  }

  /** Forgets what is staged. */
  void clear(TaskItem item) {
    jdbc.sql(CLEAR).param("task_id", item.task().id()).param("seq", item.seq()).update();
  }

  void stage(TaskItem item, List<TextChunk> chunks) {
    batches.batchUpdate(STAGE, chunks.stream().map(chunk -> values(item, chunk)).toList());
  }

  private static @Nullable Object[] values(TaskItem item, TextChunk chunk) {
    return new @Nullable Object[] {
      item.task().id(),
      item.seq(),
      item.task().epoch(),
      Ids.next(),
      chunk.index(),
      chunk.content(),
      chunk.summary(),
      chunk.size(),
      chunk.startOffset(),
      chunk.endOffset(),
      TextGate.reason(chunk.content(), TextProcessingType.leastCharacters(item.task().config()))
    };
  }

  /**
   * Whether all is there that has been staged since the item began; not when PostgreSQL has crashed
   * meanwhile.
   */
  boolean isBegun(TaskItem item) {
    return jdbc.sql(BEGUN)
        .param("task_id", item.task().id())
        .param("seq", item.seq())
        .param("epoch", item.task().epoch())
        .query(Boolean.class)
        .single();
  }
}
