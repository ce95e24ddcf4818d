package dev.quern.dataset.chunk;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.dataset.BatchedReads;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.FileLocks;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.ProjectRows;
import dev.quern.dataset.entry.EvidencePlaces;
import dev.quern.dataset.gate.TextGate;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads, edits and deletes chunks. Only text-processing creates them. */
@Repository
public class Chunks extends ProjectRows<Chunk, ChunkFilter> {

  private static final String SELECT =
      """
      select c.id, c.project_id, c.file_id, c.file_name, c.name, c.index, c.content, c.summary, c.size,
             c.start_offset, c.end_offset, c.edited, c.skip_reason, c.task_id, c.create_at, c.update_at
      from chunk c
      """;

  private static final String UPDATE =
      """
      update chunk set name = :name, edited = edited or content <> :content, content = :content, summary = :summary, size = :size, skip_reason = :skip_reason,
             update_at = now()
      where id = :id
      """;

  /** What the task that made a chunk calls too short. */
  private static final String MIN_CHARS =
      """
      select (t.config ->> 'min_chunk_chars')::int from chunk c join task t on t.id = c.task_id
      where c.id = :id and t.config ->> 'min_chunk_chars' is not null
      """;

  /** Chunks that one transaction stored have one time: their file and index tell their order. */
  private static final PagedQuery<Chunk> LISTING =
      new PagedQuery<>(
          "chunk c", "c", SELECT, "c.create_at, c.file_id, c.index, c.id", Chunks::row);

  /** The {@link Cursor#sort} of the chunks of one file by their place in its text. */
  public static final String PLACE = "place";

  private final EvidencePlaces evidence;
  private final BatchedReads<String, Chunk> ofItems;

  public Chunks(JdbcClient jdbc, JdbcTemplate batches, EvidencePlaces evidence) {
    super("chunk", LISTING, jdbc, batches);
    this.evidence = evidence;
    this.ofItems = new BatchedReads<>("chunk-reads", this::byId);
  }

  /** A file that was split again has old chunks and new ones in one text. */
  @Override
  protected Map<String, String> orders() {
    return Map.of(PLACE, "c.index, c.id");
  }

  /** The same for one of many items at work, which are read together; at most a second old. */
  public Chunk getForItem(String run, String projectId, String id) {
    return ofItems
        .get(run, id)
        .filter(chunk -> chunk.projectId().equals(projectId))
        .orElseThrow(() -> NotFoundException.of("chunk", id));
  }

  /** Has chunks read for items of a run that come next. */
  public void readAhead(String run, Collection<String> ids) {
    ofItems.readAhead(run, ids);
  }

  private Map<String, Chunk> byId(Collection<String> ids) {
    return all(ids).stream().collect(Collectors.toMap(Chunk::id, chunk -> chunk));
  }

  /**
   * Applies a change. Questions and entries that exist keep what they say; the places of their
   * quotes follow the text.
   */
  @Transactional
  public Chunk edit(String projectId, String id, UnaryOperator<ChunkEdit> change) {
    FileLocks.holdOfChunks(jdbc, List.of(id));
    var old = lock(projectId, id);
    var edit = change.apply(old.edit());
    edit.check();
    var content = String.valueOf(edit.content());
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("name", edit.name())
        .param("content", content)
        .param("summary", edit.summary())
        .param("size", content.codePointCount(0, content.length()))
        .param("skip_reason", TextGate.reason(content, minChars(id)))
        .update();
    if (!content.equals(old.content())) {
      evidence.follow(id, old.content(), content, 0);
    }
    return get(projectId, id);
  }

  int minChars(String id) {
    return jdbc.sql(MIN_CHARS)
        .param("id", id)
        .query(Integer.class)
        .optional()
        .orElse(TextGate.DEFAULT_MINIMUM);
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
