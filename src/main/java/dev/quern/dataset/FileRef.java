package dev.quern.dataset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The file at the root of a lineage.
 *
 * @param replacedBy the newer version that has taken over its chunks
 */
public record FileRef(
    String id,
    String fileName,
    String mediaType,
    String sha256,
    @Nullable String replacedBy,
    Instant createAt) {}
