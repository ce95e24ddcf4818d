package dev.quern.tasktype.datadistillation.duplicates;

import org.jspecify.annotations.Nullable;

/**
 * The part of an entry that the search for duplicates reads.
 *
 * @param removable whether the task's input includes it
 */
public record ScannedEntry(
    String id, String question, String answer, @Nullable String language, boolean removable) {}
