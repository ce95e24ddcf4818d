package dev.quern.dataset.image;

import dev.quern.dataset.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image's entry that a task made.
 *
 * @param questionId the question that it answers; an older entry for it is replaced
 * @param answerType text, label or custom_format
 */
public record GeneratedImageEntry(
    String projectId,
    String imageId,
    String imageName,
    String questionId,
    String question,
    String answer,
    String answerType,
    @Nullable String model,
    @Nullable String questionLabel,
    @Nullable String language,
    List<String> warnings,
    Origin origin) {}
