package dev.quern.pipeline;

import dev.quern.export.ExportOptions;
import org.jspecify.annotations.Nullable;

/**
 * A file that a pipeline leaves in the outbox.
 *
 * @param name where it goes, below the outbox: PROJECT/STEM.FORMAT.EXT
 * @param options of an export; null for the manifest
 * @param manifest what tells of this file, and of those that are written with it
 */
public record OutboxFile(
    FinishedPipeline pipeline,
    String name,
    @Nullable ExportOptions options,
    OutboxManifest manifest) {}
