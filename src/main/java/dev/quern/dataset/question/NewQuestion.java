package dev.quern.dataset.question;

import org.jspecify.annotations.Nullable;

/** A question that a person asks; only {@code question} is required. */
public record NewQuestion(
    @Nullable String question, @Nullable String chunkId, @Nullable String label) {}
