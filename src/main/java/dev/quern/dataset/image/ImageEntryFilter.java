package dev.quern.dataset.image;

import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of images are wanted; what is null or empty filters nothing.
 *
 * @param imageIds images, one of which the entry is about
 * @param fileIds documents that its image was taken out of
 * @param label the label of its question
 * @param tags tags that the entry carries, all of them
 * @param holds a text that question, answer or the image's name holds, in whatever case
 * @param warned by their warnings
 */
public record ImageEntryFilter(
    String projectId,
    List<String> imageIds,
    List<String> fileIds,
    @Nullable String questionId,
    @Nullable String label,
    @Nullable String model,
    @Nullable Boolean confirmed,
    @Nullable String language,
    List<String> tags,
    @Nullable String taskId,
    @Nullable String holds,
    WarningFilter warned) {

  /** Whatever warnings they carry. */
  public ImageEntryFilter(
      String projectId,
      List<String> imageIds,
      List<String> fileIds,
      @Nullable String questionId,
      @Nullable String label,
      @Nullable String model,
      @Nullable Boolean confirmed,
      @Nullable String language,
      List<String> tags,
      @Nullable String taskId,
      @Nullable String holds) {
    this(
        projectId,
        imageIds,
        fileIds,
        questionId,
        label,
        model,
        confirmed,
        language,
        tags,
        taskId,
        holds,
        WarningFilter.NONE);
  }

  private static final String OF_FILES =
      "e.image_id in (select i.id from image i where i.file_id = any(:file_ids))";

  WhereClause where() {
    return new WhereClause()
        .and("e.project_id = :project_id", "project_id", projectId)
        .and("e.image_id = any(:image_ids)", "image_ids", imageIds)
        .and(OF_FILES, "file_ids", fileIds)
        .and("e.question_id = :question_id", "question_id", questionId)
        .and("e.question_label = :label", "label", label)
        .and("e.model = :model", "model", model)
        .flag(confirmed, "e.confirmed", "not e.confirmed")
        .and("e.language = :language", "language", language)
        .and("e.tags @> cast(:tags as text[])", "tags", tags)
        .and("e.task_id = :task_id", "task_id", taskId)
        .warned("e.warnings", warned)
        .contains(holds, "e.question", "e.answer", "e.image_name");
  }
}
