package dev.quern.tasktype.imagedatasetgeneration;

import org.jspecify.annotations.Nullable;

/** A question about an image with its answer. */
public record AnsweredImage(
    String questionId,
    String question,
    @Nullable String label,
    String imageId,
    String imageName,
    String answer) {}
