package dev.quern.dataset;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a task thinks of an entry.
 *
 * @param question the question that was judged; with another one the judgement is void
 * @param answer the answer that was judged; with another one the judgement is void
 * @param score 0 to 5 in halves
 * @param dimensions null where the model gave a score alone
 * @param evaluation the model's comment
 */
public record Judgement(
    String entryId,
    String question,
    String answer,
    BigDecimal score,
    @Nullable Dimensions dimensions,
    String evaluation,
    String taskId) {}
