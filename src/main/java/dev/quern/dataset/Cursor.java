package dev.quern.dataset;

import org.jspecify.annotations.Nullable;

/**
 * The position of a slice in a list: after one row, or before one. Slices are found by an index, so
 * the last one costs no more than the first one.
 *
 * @param after the id of the row that the slice follows
 * @param before the id of the row that the slice ends before; {@code "end"} for the list's end
 * @param sort what the list is sorted by, with {@code -} before it for the highest first; empty for
 *     the order in which the rows were made
 */
public record Cursor(@Nullable String after, @Nullable String before, String sort) {

  /** The {@code before} that stands for the list's end. */
  public static final String END = "end";

  /** The {@code sort} that shows the newest rows first. */
  public static final String NEWEST = "-";

  /** The beginning. */
  public static final Cursor START = new Cursor(null, null);

  /** In the order in which the rows were made. */
  public Cursor(@Nullable String after, @Nullable String before) {
    this(after, before, "");
  }

  /** The list's beginning where it is about what is before a row, else the list's end. */
  Cursor edge() {
    return new Cursor(null, isBackward() ? null : END, sort);
  }

  /** Whether it is read from its end. */
  boolean isBackward() {
    return before != null;
  }

  /** Whether the highest comes first. */
  boolean isDescending() {
    return sort.startsWith("-");
  }

  /** What is compared; empty for when the rows were made. */
  String sortedBy() {
    return isDescending() ? sort.substring(1) : sort;
  }

  /** The row that it is about; null for the beginning and the end. */
  @Nullable String row() {
    return before == null ? after : before.equals(END) ? null : before;
  }
}
