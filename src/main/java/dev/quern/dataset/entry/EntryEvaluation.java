package dev.quern.dataset.entry;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a task thinks of an entry.
 *
 * @param question the question that was judged; with another one the judgement is void
 * @param answer the answer that was judged; with another one the judgement is void
 * @param score 0 to 5 in halves
 * @param dimensions null where the model gave a score alone
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
