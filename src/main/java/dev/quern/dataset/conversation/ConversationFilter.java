package dev.quern.dataset.conversation;

import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations of a project are wanted; what is null or empty filters nothing.
 *
 * @param fileIds files, one of which the conversation came from, also where its chunk is gone
 * @param tags tags that it carries, all of them
 * @param holds a text that one of its messages holds, in whatever case
 * @param warned by their warnings
 */
public record ConversationFilter(
    String projectId,
    List<String> fileIds,
    @Nullable String chunkId,
    @Nullable String questionId,
    @Nullable String model,
    @Nullable Boolean confirmed,
    @Nullable String language,
    List<String> tags,
    @Nullable String taskId,
    @Nullable String holds,
    WarningFilter warned) {

  /** Whatever warnings they carry. */
  public ConversationFilter(
      String projectId,
      List<String> fileIds,
      @Nullable String chunkId,
      @Nullable String questionId,
      @Nullable String model,
      @Nullable Boolean confirmed,
      @Nullable String language,
      List<String> tags,
      @Nullable String taskId,
      @Nullable String holds) {
    this(
        projectId,
        fileIds,
        chunkId,
        questionId,
        model,
        confirmed,
        language,
        tags,
        taskId,
        holds,
        WarningFilter.NONE);
  }

  /** All conversations of the project. */
  public static ConversationFilter all(String projectId) {
    return new ConversationFilter(
        projectId, List.of(), null, null, null, null, null, List.of(), null, null);
  }

  WhereClause where() {
    return new WhereClause()
        .and("v.project_id = :project_id", "project_id", projectId)
        .and("v.file_id = any(:file_ids)", "file_ids", fileIds)
        .and("v.chunk_id = :chunk_id", "chunk_id", chunkId)
        .and("v.question_id = :question_id", "question_id", questionId)
        .and("v.model = :model", "model", model)
        .and("v.confirmed = :confirmed", "confirmed", confirmed)
        .and("v.language = :language", "language", language)
        .and("v.tags @> cast(:tags as text[])", "tags", tags)
        .and("v.task_id = :task_id", "task_id", taskId)
        .warned("v.warnings", warned)
        .contains(
            holds,
            "(select string_agg(m ->> 'value', ' ') from jsonb_array_elements(v.messages) m)");
  }
}
