package dev.quern.document.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a project, whose text has been read.
 *
 * @param size in bytes
 * @param characters the length of its text in Unicode code points
 * @param charset the charset of a plain text; null for other files
 * @param confidence the probability that the charset is right, 0 to 1; null if {@code charset} is
 *     null
 * @param notes what could not be read, in sentences for people
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
