package dev.quern.document.store;

import java.time.Instant;

/**
 * A file of a project, whose text has been read.
 *
 * @param size in bytes
 * @param characters of its text, in Unicode code points
 */
public record SourceFile(
    String id,
    String projectId,
    String fileName,
    String mediaType,
    long size,
    String sha256,
    long characters,
    Instant createAt) {}
