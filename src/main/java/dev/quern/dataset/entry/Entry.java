package dev.quern.dataset.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the dataset: a question and its answer.
 *
 * @param cot the reasoning before the answer, empty if there is none
 * @param answerType text, label or custom_format
 * @param score 0 to 5 in halves
 * @param evaluation the dimensions behind the score; null if there is only a score, or none
 * @param evidence quotes from its source; null if none were requested
 * @param supported whether there is evidence and all of it was found; null if none was requested
 * @param warnings warnings about it, see {@link dev.quern.dataset.warning.RowWarning}
 * @param taskId the task that made it; null where a person did
 */
public record Entry(
    String id,
    String projectId,
    @Nullable String questionId,
    String question,
    String answer,
    String cot,
    String answerType,
    @Nullable String chunkId,
    @Nullable String chunkName,
    @Nullable String model,
    @Nullable String questionLabel,
    @Nullable BigDecimal score,
    @Nullable String aiEvaluation,
    @Nullable EvaluationScores evaluation,
    @Nullable List<Evidence> evidence,
    @Nullable Boolean supported,
    List<String> tags,
    @Nullable String note,
    boolean confirmed,
    @Nullable String language,
    List<String> warnings,
    @Nullable String taskId,
    Instant createAt,
    Instant updateAt) {

  /** The fields that a person may change. */
  public EntryEdit edit() {
    return new EntryEdit(
        question, answer, cot, questionLabel, score, aiEvaluation, tags, note, confirmed, language);
  }
}
