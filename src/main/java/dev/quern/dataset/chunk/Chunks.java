package dev.quern.dataset.chunk;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.BatchedReads;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.Slice;
import dev.quern.dataset.gate.TextGate;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads, edits and deletes chunks. Only text-processing creates them. */
@Repository
public class Chunks {

  private static final String SELECT =
      """
      select c.id, c.project_id, c.file_id, c.file_name, c.name, c.index, c.content, c.summary, c.size,
             c.start_offset, c.end_offset, c.edited, c.skip_reason, c.task_id, c.create_at, c.update_at
      from chunk c
      """;

  private static final String ONE = SELECT + " where c.project_id = :project_id and c.id = :id";

  private static final String MANY = SELECT + " where c.id = any(:ids)";

  private static final String UPDATE =
      """
      update chunk set name = :name, edited = edited or content <> :content, content = :content, summary = :summary, size = :size, skip_reason = :skip_reason,
             update_at = now()
      where id = :id
      """;

  /** The minimum length that the task of a chunk used. */
  private static final String LEAST =
      """
      select (t.config ->> 'min_chunk_chars')::int from chunk c join task t on t.id = c.task_id
      where c.id = :id and t.config ->> 'min_chunk_chars' is not null
      """;

  private static final String DELETE =
      "delete from chunk where project_id = :project_id and id = :id";

  /** Chunks stored in one transaction have the same time, so file and index decide their order. */
  private static final PagedQuery<Chunk> LISTING =
      new PagedQuery<>(
          "chunk c", "c", SELECT, "c.create_at, c.file_id, c.index, c.id", Chunks::row);

  private final JdbcClient jdbc;
  private final BatchedReads<String, Chunk> ofItems;

  public Chunks(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.ofItems = new BatchedReads<>("chunk-reads", this::byId);
  }

  /** The chunks that pass the filter: oldest first, those of a file in the order of its text. */
  public Page<Chunk> list(ChunkFilter filter, Paging paging) {
    return LISTING.page(jdbc, filter.where(), paging);
  }

  /** The chunks before or after a row that pass the filter, in the order of the list. */
  public Slice<Chunk> slice(ChunkFilter filter, Cursor cursor, int limit) {
    return LISTING.slice(jdbc, filter.where(), cursor, limit);
  }

  /** Counts those that pass the filter, up to {@code max}. */
  public long countUpTo(ChunkFilter filter, int max) {
    return LISTING.countUpTo(jdbc, filter.where(), max);
  }

  /** The chunk. @throws NotFoundException when the project has none of that id */
  public Chunk get(String projectId, String id) {
    return one(ONE, projectId, id);
  }

  /** The same, for items that run at the same time: their reads are combined into one statement. */
  public Chunk getForItem(String projectId, String id) {
    return ofItems
        .get(id)
        .filter(chunk -> chunk.projectId().equals(projectId))
        .orElseThrow(() -> NotFoundException.of("chunk", id));
  }

  private Map<String, Chunk> byId(Collection<String> ids) {
    return jdbc
        .sql(MANY)
        .param("ids", ids.toArray(String[]::new))
        .query(Chunks::row)
        .list()
        .stream()
        .collect(Collectors.toMap(Chunk::id, chunk -> chunk));
  }

  /** Applies a change. Questions and entries that exist keep what they say. */
  @Transactional
  public Chunk edit(String projectId, String id, UnaryOperator<ChunkEdit> change) {
    var edit = change.apply(one(ONE + " for update", projectId, id).edit());
    edit.check();
    var content = String.valueOf(edit.content());
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("name", edit.name())
        .param("content", content)
        .param("summary", edit.summary())
        .param("size", content.codePointCount(0, content.length()))
        .param("skip_reason", TextGate.reason(content, least(id)))
        .update();
    return get(projectId, id);
  }

  int least(String id) {
    return jdbc.sql(LEAST)
        .param("id", id)
        .query(Integer.class)
        .optional()
        .orElse(TextGate.DEFAULT_MINIMUM);
  }

  /** Deletes the chunk. Its questions and entries stay, without a chunk. */
  public void delete(String projectId, String id) {
    if (jdbc.sql(DELETE).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of("chunk", id);
    }
  }

  private Chunk one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(Chunks::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("chunk", id));
  }

  private static Chunk row(ResultSet row, int number) throws SQLException {
    return new Chunk(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("file_id"),
        row.getString("file_name"),
        row.getString("name"),
        row.getInt("index"),
        row.getString("content"),
        row.getString("summary"),
        row.getInt("size"),
        row.getLong("start_offset"),
        row.getLong("end_offset"),
        row.getBoolean("edited"),
        row.getString("skip_reason"),
        row.getString("task_id"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
