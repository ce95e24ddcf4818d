package dev.quern.dataset.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the dataset: a question and its answer.
 *
 * @param cot the reasoning before the answer, empty where there is none
 * @param answerType text, label or custom_format
 * @param score 0 to 5 in halves
 * @param evaluation what the score was weighed from; null where there was a score alone, or none
 * @param evidence quotes of its source; null where none were asked for
 * @param supported whether there is evidence and all of it was found; null where none was asked for
 * @param warnings what is doubtful about it, see {@link dev.quern.dataset.warning.RowWarning}
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

  /** What a person may change. */
  public EntryEdit edit() {
    return new EntryEdit(
        question, answer, cot, questionLabel, score, aiEvaluation, tags, note, confirmed, language);
  }
}
