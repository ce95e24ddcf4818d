package dev.quern.pipeline.reading;

import org.jspecify.annotations.Nullable;

/**
 * What has been found out of a file that is to be read: it is this node's turn, or another node has
 * read it.
 *
 * @param here whether this node reads it
 * @param offer the row that holds what another node read; null when this node reads it
 */
public record Reading(FileToRead file, boolean here, @Nullable String offer) {}
