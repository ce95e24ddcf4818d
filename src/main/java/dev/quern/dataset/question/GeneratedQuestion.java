package dev.quern.dataset.question;

import dev.quern.dataset.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that a task made of a chunk or an image. */
public record GeneratedQuestion(
    String projectId,
    @Nullable String chunkId,
    @Nullable String imageId,
    String question,
    @Nullable String label,
    @Nullable String gaPairId,
    List<String> warnings,
    Origin origin) {}
