package dev.quern.pipeline;

import dev.quern.export.ExportOptions;
import org.jspecify.annotations.Nullable;

/**
 * A file that a pipeline writes to the outbox.
 *
 * @param name its path below the outbox: PROJECT/STEM.FORMAT.EXT
 * @param options the options of an export; null for the manifest
 * @param manifest the manifest of this file and those written with it
 */
public record OutboxFile(
    FinishedPipeline pipeline,
    String name,
    @Nullable ExportOptions options,
    OutboxManifest manifest) {}
