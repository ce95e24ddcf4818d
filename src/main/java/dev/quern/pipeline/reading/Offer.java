package dev.quern.pipeline.reading;

import org.jspecify.annotations.Nullable;

/**
 * A file of another node that this one has taken to read.
 *
 * @param claim the number of this claim; a later one makes it void
 * @param charset its name, if the user named one
 */
public record Offer(
    String id, int claim, String sha256, long size, String fileName, @Nullable String charset) {}
