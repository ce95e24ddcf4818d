package dev.quern.dataset.entry;

import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a project are wanted; what is null or empty filters nothing.
 *
 * @param fileIds files, one of which the entry came from, also where its chunk is gone
 * @param label the label of its question
 * @param minScore the least score, 0 to 5; entries without a score do not pass
 * @param supported whether all its evidence was found; entries that none was asked for do not pass
 * @param tags tags that the entry carries, all of them
 * @param holds a text that question or answer holds, in whatever case
 * @param warned by their warnings
 */
public record EntryFilter(
    String projectId,
    List<String> fileIds,
    @Nullable String chunkId,
    @Nullable String questionId,
    @Nullable String label,
    @Nullable String model,
    @Nullable BigDecimal minScore,
    @Nullable Boolean confirmed,
    @Nullable Boolean supported,
    @Nullable String language,
    List<String> tags,
    @Nullable String taskId,
    @Nullable String holds,
    WarningFilter warned) {

  /** Whatever warnings they carry. */
  public EntryFilter(
      String projectId,
      List<String> fileIds,
      @Nullable String chunkId,
      @Nullable String questionId,
      @Nullable String label,
      @Nullable String model,
      @Nullable BigDecimal minScore,
      @Nullable Boolean confirmed,
      @Nullable Boolean supported,
      @Nullable String language,
      List<String> tags,
      @Nullable String taskId,
      @Nullable String holds) {
    this(
        projectId,
        fileIds,
        chunkId,
        questionId,
        label,
        model,
        minScore,
        confirmed,
        supported,
        language,
        tags,
        taskId,
        holds,
        WarningFilter.NONE);
  }

  /** All entries of the project. */
  public static EntryFilter all(String projectId) {
    return new EntryFilter(
        projectId, List.of(), null, null, null, null, null, null, null, null, List.of(), null,
        null);
  }

  /** The same, but only what that task made. */
  public EntryFilter madeBy(String task) {
    return new EntryFilter(
        projectId,
        fileIds,
        chunkId,
        questionId,
        label,
        model,
        minScore,
        confirmed,
        supported,
        language,
        tags,
        task,
        holds,
        warned);
  }

  public WhereClause where() {
    return conditions().flag(true, "e.removed_at is null", "");
  }

  WhereClause whereRemoved(@Nullable String removedBy) {
    return conditions()
        .flag(true, "e.removed_at is not null", "")
        .and("e.removed_by = :removed_by", "removed_by", removedBy);
  }

  private WhereClause conditions() {
    return new WhereClause()
        .and("e.project_id = :project_id", "project_id", projectId)
        .and("e.file_id = any(:file_ids)", "file_ids", fileIds)
        .and("e.chunk_id = :chunk_id", "chunk_id", chunkId)
        .and("e.question_id = :question_id", "question_id", questionId)
        .and("e.question_label = :label", "label", label)
        .and("e.model = :model", "model", model)
        .and("e.score >= :min_score", "min_score", minScore)
        .and("e.confirmed = :confirmed", "confirmed", confirmed)
        .and("e.supported = :supported", "supported", supported)
        .and("e.language = :language", "language", language)
        .and("e.tags @> cast(:tags as text[])", "tags", tags)
        .and("e.task_id = :task_id", "task_id", taskId)
        .warned("e.warnings", warned)
        .contains(holds, "e.question", "e.answer");
  }
}
