package dev.quern.dataset.entry;

import org.jspecify.annotations.Nullable;

/**
 * The dimensions of an evaluation, each from 0 to 5 as the model gave it.
 *
 * @param textRelevance null for an entry that was judged without a source text
 */
public record EvaluationScores(
    double questionQuality,
    double answerQuality,
    @Nullable Double textRelevance,
    double overallConsistency) {}
