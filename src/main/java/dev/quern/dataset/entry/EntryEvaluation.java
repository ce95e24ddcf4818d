package dev.quern.dataset.entry;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of an entry by a task.
 *
 * @param question the question that was evaluated; if it has changed, the evaluation is dropped
 * @param answer the answer that was evaluated; if it has changed, the evaluation is dropped
 * @param score 0 to 5 in halves
 * @param dimensions null if the model gave only a score
 * @param comment the model's comment
 */
public record EntryEvaluation(
    String entryId,
    String question,
    String answer,
    BigDecimal score,
    @Nullable EvaluationScores dimensions,
    String comment,
    String taskId) {}
