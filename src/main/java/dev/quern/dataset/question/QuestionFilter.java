package dev.quern.dataset.question;

import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which questions of a project are wanted; what is null filters nothing.
 *
 * @param fileId the file that the question came from, also where its chunk is gone
 * @param holds a text that the question holds, in whatever case
 * @param warned by their warnings
 */
public record QuestionFilter(
    String projectId,
    @Nullable String chunkId,
    @Nullable String imageId,
    @Nullable String fileId,
    @Nullable String label,
    @Nullable Boolean answered,
    @Nullable String gaPairId,
    @Nullable String taskId,
    @Nullable String holds,
    WarningFilter warned) {

  /** Whatever warnings they carry. */
  public QuestionFilter(
      String projectId,
      @Nullable String chunkId,
      @Nullable String imageId,
      @Nullable String fileId,
      @Nullable String label,
      @Nullable Boolean answered,
      @Nullable String gaPairId,
      @Nullable String taskId,
      @Nullable String holds) {
    this(
        projectId,
        chunkId,
        imageId,
        fileId,
        label,
        answered,
        gaPairId,
        taskId,
        holds,
        WarningFilter.NONE);
  }

  private static final String ANSWERED =
      "(q.settled or exists (select 1 from dataset_entry e where e.question_id = q.id)"
          + " or exists (select 1 from image_entry e where e.question_id = q.id))";

  /** All questions of the project. */
  public static QuestionFilter all(String projectId) {
    return new QuestionFilter(projectId, null, null, null, null, null, null, null, null);
  }

  WhereClause where() {
    return new WhereClause()
        .and("q.project_id = :project_id", "project_id", projectId)
        .and("q.chunk_id = :chunk_id", "chunk_id", chunkId)
        .and("q.image_id = :image_id", "image_id", imageId)
        .and("q.file_id = :file_id", "file_id", fileId)
        .and("q.label = :label", "label", label)
        .flag(answered, ANSWERED, "not " + ANSWERED)
        .and("q.ga_pair_id = :ga_pair_id", "ga_pair_id", gaPairId)
        .and("q.task_id = :task_id", "task_id", taskId)
        .warned("q.warnings", warned)
        .contains(holds, "q.question");
  }
}
