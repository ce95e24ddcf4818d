package dev.quern.dataset.entry;

import dev.quern.dataset.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a task made.
 *
 * @param questionId the question that it answers; an older entry for it is replaced
 * @param cot the reasoning before the answer, empty if there is none
 * @param answerType text, label or custom_format
 * @param evidence quotes from its source; null if none were requested
 * @param warnings warnings about it
 */
public record GeneratedEntry(
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
    List<String> tags,
    @Nullable String language,
    @Nullable List<Evidence> evidence,
    List<String> warnings,
    Origin origin) {}
