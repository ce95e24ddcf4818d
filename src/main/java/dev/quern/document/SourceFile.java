package dev.quern.document;

import java.time.Instant;
import java.util.List;

/**
 * A file of a project, whose text has been read.
 *
 * @param size in bytes
 * @param characters of its text, in Unicode code points
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
    List<String> notes,
    Instant createAt) {}
