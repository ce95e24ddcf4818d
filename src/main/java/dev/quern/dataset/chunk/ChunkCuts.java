package dev.quern.dataset.chunk;

import dev.quern.Ids;
import dev.quern.dataset.FileLocks;
import dev.quern.dataset.entry.EvidencePlaces;
import dev.quern.dataset.gate.TextGate;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Merges two chunks, or splits one, by hand. */
@Repository
public class ChunkCuts {

  private static final int MAX_CONTENT = 1_000_000;

  private static final String LOCK =
      "select id from chunk where project_id = :project_id and id = :id for update";

  private static final String NEXT =
      """
      select n.id from chunk c join chunk n on n.file_id = c.file_id and n.index > c.index
      where c.id = :id order by n.index, n.id limit 1 for update of n
      """;

  private static final String CHANGE =
      """
      update chunk set content = :content, size = :size, end_offset = :end_offset, edited = :edited,
             skip_reason = :skip_reason, update_at = now()
      where id = :id
      """;

  private static final String MOVE_QUESTIONS =
      "update question set chunk_id = :id where chunk_id = :next";

  private static final String MOVE_ENTRIES =
      "update dataset_entry set chunk_id = :id where chunk_id = :next";

  private static final String MOVE_CONVERSATIONS =
      "update conversation set chunk_id = :id where chunk_id = :next";

  private static final String MAKE_ROOM =
      """
      update chunk n set index = n.index + 1 from chunk c
      where c.id = :id and n.file_id = c.file_id and n.index > c.index
      """;

  private static final String ADD =
      """
      insert into chunk (id, project_id, file_id, file_name, name, index, content, summary, size,
             start_offset, end_offset, edited, skip_reason, task_id, create_at)
      select :new_id, c.project_id, c.file_id, c.file_name, c.name, c.index + 1, :content, c.summary,
             :size, :start_offset, :end_offset, c.edited, :skip_reason, c.task_id, c.create_at
      from chunk c where c.id = :id
      """;

  private final JdbcClient jdbc;
  private final Chunks chunks;
  private final EvidencePlaces evidence;

  ChunkCuts(JdbcClient jdbc, Chunks chunks, EvidencePlaces evidence) {
    this.jdbc = jdbc;
    this.chunks = chunks;
    this.evidence = evidence;
  }

  /**
   * Merges a chunk with the next one of its file. Their overlap is kept once; without an overlap,
   * an empty line is put between them; where the text has something else there, the merged chunk
   * counts as edited. The questions, entries and conversations of the next chunk move to the merged
   * one.
   *
   * @throws ConflictException when it is the last chunk of its file, or both are too long together
   */
  @Transactional
  public Chunk merge(String projectId, String id) {
    Chunk chunk = lock(projectId, id);
    Chunk next =
        jdbc.sql(NEXT)
            .param("id", id)
            .query(String.class)
            .optional()
            .map(nextId -> chunks.get(projectId, nextId))
            .orElseThrow(
                () ->
                    ConflictException.because(
                        "The chunk is the last one of its file: there is none to merge it with."));
    String content = joined(chunk, next);
    if (content.codePointCount(0, content.length()) > MAX_CONTENT) {
      throw ConflictException.because(
          "Both chunks have more than 1,000,000 characters together: leave them apart.");
    }
    long end = Math.max(chunk.endOffset(), next.endOffset());
    boolean asRead = length(content) == end - chunk.startOffset();
    change(id, content, end, chunk.edited() || next.edited() || !asRead);
    evidence.follow(id, chunk.content(), content, 0);
    int shift = content.length() - next.content().length();
    evidence.follow(next.id(), next.content(), content, shift);
    for (String moving : List.of(MOVE_QUESTIONS, MOVE_ENTRIES, MOVE_CONVERSATIONS)) {
      jdbc.sql(moving).param("id", id).param("next", next.id()).update();
    }
    chunks.delete(projectId, next.id());
    return chunks.get(projectId, id);
  }

  private static String joined(Chunk chunk, Chunk next) {
    long shared = chunk.endOffset() - next.startOffset();
    if (shared > 0 && shared <= next.size()) {
      int end = next.content().offsetByCodePoints(0, (int) shared);
      if (chunk.content().endsWith(next.content().substring(0, end))) {
        return chunk.content() + next.content().substring(end);
      }
    }
    return chunk.content() + "\n\n" + next.content();
  }

  /**
   * Splits a chunk into two. Its questions, entries and conversations stay with the first; the
   * second follows it directly. Both halves of an edited chunk count as edited, and have its
   * offsets.
   *
   * @param at the length of the first chunk in Unicode code points; white space around the border
   *     belongs to neither
   * @return the second chunk
   */
  @Transactional
  public Chunk split(String projectId, String id, int at) {
    Chunk chunk = lock(projectId, id);
    if (at < 1 || at >= chunk.size()) {
      throw InvalidRequestException.field(
          "at", "must lie within the chunk: 1 to " + (chunk.size() - 1));
    }
    int border = chunk.content().offsetByCodePoints(0, at);
    String first = chunk.content().substring(0, border).stripTrailing();
    String second = chunk.content().substring(border).stripLeading();
    if (first.isBlank() || second.isBlank()) {
      throw InvalidRequestException.field("at", "must leave text on both sides");
    }
    boolean asRead = !chunk.edited() && chunk.size() == chunk.endOffset() - chunk.startOffset();
    long firstEnd = asRead ? chunk.startOffset() + length(first) : chunk.endOffset();
    long secondStart = asRead ? chunk.endOffset() - length(second) : chunk.startOffset();
    change(id, first, firstEnd, chunk.edited());
    evidence.follow(id, chunk.content(), first, 0);
    jdbc.sql(MAKE_ROOM).param("id", id).update();
    String newId = Ids.next();
    jdbc.sql(ADD)
        .param("new_id", newId)
        .param("id", id)
        .param("content", second)
        .param("size", length(second))
        .param("start_offset", secondStart)
        .param("end_offset", chunk.endOffset())
        .param("skip_reason", TextGate.reason(second, chunks.minChars(id)))
        .update();
    return chunks.get(projectId, newId);
  }

  private Chunk lock(String projectId, String id) {
    FileLocks.holdOfChunks(jdbc, List.of(id));
    jdbc.sql(LOCK)
        .param("project_id", projectId)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> NotFoundException.of("chunk", id));
    return chunks.get(projectId, id);
  }

  private void change(String id, String content, long endOffset, boolean edited) {
    jdbc.sql(CHANGE)
        .param("id", id)
        .param("content", content)
        .param("size", length(content))
        .param("end_offset", endOffset)
        .param("edited", edited)
        .param("skip_reason", TextGate.reason(content, chunks.minChars(id)))
        .update();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
