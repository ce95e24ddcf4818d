package dev.quern.tasktype.imagedatasetgeneration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about an image with its answer.
 *
 * @param warnings what is doubtful about the answer
 */
public record AnsweredImage(
    String questionId,
    String question,
    @Nullable String label,
    String imageId,
    String imageName,
    String answer,
    List<String> warnings) {}
