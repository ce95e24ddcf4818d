package dev.quern.dataset;

import org.jspecify.annotations.Nullable;

/** A question that a person asks; only {@code question} is required. */
public record QuestionDraft(
    @Nullable String question, @Nullable String chunkId, @Nullable String label) {}
