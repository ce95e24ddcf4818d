package dev.quern.dataset.lineage;

import dev.quern.Paging;
import dev.quern.dataset.FileRef;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.conversation.Conversation;
import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.question.GaPairs;
import dev.quern.dataset.question.Questions;
import dev.quern.error.NotFoundException;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Follows an entry back to its file. */
@Repository
public class EntryLineage {

  private static final String FILE =
      """
      select f.id, f.file_name, f.media_type, f.sha256, f.replaced_by, f.create_at
      from source_file f join dataset_entry e on e.file_id = f.id
      where e.project_id = :project_id and e.id = :id
      """;

  private final Entries entries;
  private final Questions questions;
  private final Chunks chunks;
  private final GaPairs pairs;
  private final Conversations conversations;
  private final JdbcClient jdbc;

  EntryLineage(
      Entries entries,
      Questions questions,
      Chunks chunks,
      GaPairs pairs,
      Conversations conversations,
      JdbcClient jdbc) {
    this.entries = entries;
    this.questions = questions;
    this.chunks = chunks;
    this.pairs = pairs;
    this.conversations = conversations;
    this.jdbc = jdbc;
  }

  /**
   * The lineage of an entry.
   *
   * @throws NotFoundException when the project has none of that id
   */
  @Transactional(readOnly = true)
  public Lineage of(String projectId, String entryId) {
    var entry = entries.get(projectId, entryId);
    var question = row(questions::get, projectId, entry.questionId());
    var chunkId =
        entry.chunkId() != null || question == null ? entry.chunkId() : question.chunkId();
    var chunk = row(chunks::get, projectId, chunkId);
    return new Lineage(
        file(projectId, entryId),
        chunk,
        row(pairs::get, projectId, question == null ? null : question.gaPairId()),
        question,
        entry,
        question == null ? List.of() : about(projectId, question.id()));
  }

  private List<Conversation> about(String projectId, String questionId) {
    var filter = ConversationFilter.all(projectId).withQuestion(questionId);
    return conversations.list(filter, Paging.FIRST).items();
  }

  private static <T> @Nullable T row(
      BiFunction<String, String, T> get, String projectId, @Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      return get.apply(projectId, id);
    } catch (NotFoundException e) {
      return null; // deleted between two statements
    }
  }

  /** The entry's file, also where the chunk between them is gone. */
  private @Nullable FileRef file(String projectId, String entryId) {
    return jdbc.sql(FILE)
        .param("project_id", projectId)
        .param("id", entryId)
        .query(FileRef.class)
        .optional()
        .orElse(null);
  }
}
