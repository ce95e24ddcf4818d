package dev.quern.tasktype.datadistillation;

import java.util.List;

/** The result of an item. */
sealed interface DistillationResult {

  /** The entries of a page that cleaning changes. */
  record CleanedPage(List<CleanableEntry> entries) implements DistillationResult {}

  /** The duplicates that are staged. */
  record Duplicates() implements DistillationResult {}
}
