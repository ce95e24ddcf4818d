package dev.quern.dataset.image;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries of images are wanted; what is null or empty filters nothing. */
public final class ImageEntryFilter implements RowFilter {

  private static final String OF_FILES =
      "e.image_id in (select i.id from image i where i.file_id = any(:file_ids))";

  private final WhereClause conditions;

  private ImageEntryFilter(WhereClause conditions) {
    this.conditions = conditions;
  }

  /** All entries of the project. */
  public static ImageEntryFilter all(String projectId) {
    return new ImageEntryFilter(
        new WhereClause().and("e.project_id = :project_id", "project_id", projectId));
  }

  /** Images, one of which it is about. */
  public ImageEntryFilter withImages(List<String> values) {
    return with("e.image_id = any(:image_ids)", "image_ids", values);
  }

  /** Documents that its image was taken out of. */
  public ImageEntryFilter withFiles(List<String> values) {
    return with(OF_FILES, "file_ids", values);
  }

  /** The question that it answers. */
  public ImageEntryFilter withQuestion(@Nullable String value) {
    return with("e.question_id = :question_id", "question_id", value);
  }

  /** The label of its question. */
  public ImageEntryFilter withLabel(@Nullable String value) {
    return with("e.question_label = :label", "label", value);
  }

  /** The model that answered. */
  public ImageEntryFilter withModel(@Nullable String value) {
    return with("e.model = :model", "model", value);
  }

  /** The language that was requested. */
  public ImageEntryFilter withLanguage(@Nullable String value) {
    return with("e.language = :language", "language", value);
  }

  /** Tags; all of them are required. */
  public ImageEntryFilter withTags(List<String> values) {
    return with("e.tags @> cast(:tags as text[])", "tags", values);
  }

  /** The task that made it. */
  public ImageEntryFilter withTask(@Nullable String value) {
    return with("e.task_id = :task_id", "task_id", value);
  }

  /** Whether a person has confirmed it. */
  public ImageEntryFilter withConfirmed(@Nullable Boolean confirmed) {
    return new ImageEntryFilter(
        conditions.copy().flag(confirmed, "e.confirmed", "not e.confirmed"));
  }

  /** By their warnings. */
  public ImageEntryFilter withWarnings(WarningFilter warned) {
    return new ImageEntryFilter(conditions.copy().warned("e.warnings", warned));
  }

  /** A text that question, answer or the image's name holds, ignoring case. */
  public ImageEntryFilter withText(@Nullable String text) {
    return new ImageEntryFilter(
        conditions.copy().contains(text, "e.question", "e.answer", "e.image_name"));
  }

  private ImageEntryFilter with(String condition, String name, @Nullable Object value) {
    return new ImageEntryFilter(conditions.copy().and(condition, name, value));
  }

  @Override
  public WhereClause where() {
    return conditions;
  }

  @Override
  public String toString() {
    return conditions.sql() + " " + conditions.values();
  }
}
