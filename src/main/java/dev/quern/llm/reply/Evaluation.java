package dev.quern.llm.reply;

import org.jspecify.annotations.Nullable;

/**
 * A judgement of one entry on a scale of 0 to 5. The dimensions are as the model gave them, all
 * four (three without a source text) or none; {@code score} is in halves, weighed from the
 * dimensions where they are there. {@code evaluation} is the model's comment, empty where it gave
 * none.
 */
public record Evaluation(
    @Nullable Double questionQuality,
    @Nullable Double answerQuality,
    @Nullable Double textRelevance,
    @Nullable Double overallConsistency,
    double score,
    String evaluation) {}
