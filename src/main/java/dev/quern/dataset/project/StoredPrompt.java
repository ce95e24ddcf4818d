package dev.quern.dataset.project;

import java.time.Instant;

/**
 * A prompt that a project uses instead of the file's.
 *
 * @param name the file's name without its ending, such as question-generation
 * @param language en, zh-CN or tr
 */
public record StoredPrompt(
    String id,
    String projectId,
    String name,
    String language,
    String text,
    Instant createAt,
    Instant updateAt) {}
