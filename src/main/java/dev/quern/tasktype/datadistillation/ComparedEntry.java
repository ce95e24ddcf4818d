package dev.quern.tasktype.datadistillation;

import org.jspecify.annotations.Nullable;

/**
 * What the search for duplicates reads of an entry.
 *
 * @param removable whether the task's input means it, or all
 */
record ComparedEntry(
    String id, String question, String answer, @Nullable String language, boolean removable) {}
