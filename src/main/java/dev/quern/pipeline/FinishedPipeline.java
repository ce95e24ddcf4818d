package dev.quern.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A pipeline whose tasks have completed.
 *
 * @param export the options of its last step, as JSON
 * @param input what its tasks worked on, as JSON
 */
public record FinishedPipeline(
    String id,
    String projectId,
    String projectName,
    @Nullable String fileId,
    String stem,
    String export,
    @Nullable String input) {}
