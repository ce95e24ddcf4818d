package dev.quern.dataset.question;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import org.jspecify.annotations.Nullable;

/** Which questions of a project are wanted; what is null filters nothing. */
public final class QuestionFilter extends RowFilter<QuestionFilter> {

  private static final String ANSWERED =
      "(q.settled or exists (select 1 from dataset_entry e where e.question_id = q.id)"
          + " or exists (select 1 from image_entry e where e.question_id = q.id))";

  private QuestionFilter(WhereClause conditions) {
    super("q", conditions);
  }

  /** All questions of the project. */
  public static QuestionFilter all(String projectId) {
    return new QuestionFilter(ofProject("q", projectId));
  }

  /** The chunk that it is about. */
  public QuestionFilter withChunk(@Nullable String value) {
    return equal("chunk_id", value);
  }

  /** The image that it is about. */
  public QuestionFilter withImage(@Nullable String value) {
    return equal("image_id", value);
  }

  /** The file that it came from, also where its chunk is gone. */
  public QuestionFilter withFile(@Nullable String value) {
    return equal("file_id", value);
  }

  /** Its label. */
  public QuestionFilter withLabel(@Nullable String value) {
    return equal("label", value);
  }

  /** The pair of genre and audience that it was asked for. */
  public QuestionFilter withPair(@Nullable String value) {
    return equal("ga_pair_id", value);
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
    return new QuestionFilter(conditions.copy().contains(text, "question q", "q.question"));
  }

  @Override
  protected QuestionFilter of(WhereClause changed) {
    return new QuestionFilter(changed);
  }
}
