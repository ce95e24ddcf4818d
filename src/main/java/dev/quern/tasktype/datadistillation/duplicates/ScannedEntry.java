package dev.quern.tasktype.datadistillation.duplicates;

import org.jspecify.annotations.Nullable;

/**
 * What the search for duplicates reads of an entry.
 *
 * @param removable whether the task's input means it, or all
 */
public record ScannedEntry(
    String id, String question, String answer, @Nullable String language, boolean removable) {}
