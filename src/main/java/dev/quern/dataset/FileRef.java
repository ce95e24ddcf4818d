package dev.quern.dataset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The file at the root of a lineage.
 *
 * @param replacedBy the version of it that its chunks have gone over to
 */
public record FileRef(
    String id,
    String fileName,
    String mediaType,
    String sha256,
    @Nullable String replacedBy,
    Instant createAt) {}
