package dev.quern.tasktype.datadistillation;

import java.util.List;

/** The result of an item. */
sealed interface DistillationResult {

  /** The entries of a page that cleaning changes. */
  record CleanedPage(List<CleanableEntry> entries) implements DistillationResult {}

  /**
   * The duplicates that are staged.
   *
   * @param begun when the search for them began, by the database's clock, in microseconds since
   *     1970
   */
  record Duplicates(long begun) implements DistillationResult {}
}
