package dev.quern.dataset.question;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import org.jspecify.annotations.Nullable;

/** Which questions of a project are wanted; what is null filters nothing. */
public final class QuestionFilter implements RowFilter {

  private static final String ANSWERED =
      "(q.settled or exists (select 1 from dataset_entry e where e.question_id = q.id)"
          + " or exists (select 1 from image_entry e where e.question_id = q.id))";

  private final WhereClause conditions;

  private QuestionFilter(WhereClause conditions) {
    this.conditions = conditions;
  }

  /** All questions of the project. */
  public static QuestionFilter all(String projectId) {
    return new QuestionFilter(
        new WhereClause().and("q.project_id = :project_id", "project_id", projectId));
  }

  /** The chunk that it is about. */
  public QuestionFilter withChunk(@Nullable String value) {
    return with("q.chunk_id = :chunk_id", "chunk_id", value);
  }

  /** The image that it is about. */
  public QuestionFilter withImage(@Nullable String value) {
    return with("q.image_id = :image_id", "image_id", value);
  }

  /** The file that it came from, also where its chunk is gone. */
  public QuestionFilter withFile(@Nullable String value) {
    return with("q.file_id = :file_id", "file_id", value);
  }

  /** Its label. */
  public QuestionFilter withLabel(@Nullable String value) {
    return with("q.label = :label", "label", value);
  }

  /** The pair of genre and audience that it was asked for. */
  public QuestionFilter withPair(@Nullable String value) {
    return with("q.ga_pair_id = :ga_pair_id", "ga_pair_id", value);
  }

  /** The task that made it. */
  public QuestionFilter withTask(@Nullable String value) {
    return with("q.task_id = :task_id", "task_id", value);
  }

  /** Whether it has an answer, or needs no other. */
  public QuestionFilter withAnswer(@Nullable Boolean answered) {
    return new QuestionFilter(conditions.copy().flag(answered, ANSWERED, "not " + ANSWERED));
  }

  /** By their warnings. */
  public QuestionFilter withWarnings(WarningFilter warned) {
    return new QuestionFilter(conditions.copy().warned("q.warnings", warned));
  }

  /** A text that it holds, ignoring case. */
  public QuestionFilter withText(@Nullable String text) {
    return new QuestionFilter(conditions.copy().contains(text, "q.question"));
  }

  private QuestionFilter with(String condition, String name, @Nullable Object value) {
    return new QuestionFilter(conditions.copy().and(condition, name, value));
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
