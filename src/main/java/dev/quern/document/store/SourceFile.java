package dev.quern.document.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a project, whose text has been read.
 *
 * @param size in bytes
 * @param characters of its text, in Unicode code points
 * @param charset in which it was read; null for what is no plain text
 * @param confidence that this is right, 0 to 1; null where {@code charset} is
 * @param notes what could not be read of it, in sentences for people
 */
public record SourceFile(
    String id,
    String projectId,
    String fileName,
    String mediaType,
    long size,
    String sha256,
    long characters,
    @Nullable String charset,
    @Nullable Double confidence,
    List<String> notes,
    Instant createAt) {}
