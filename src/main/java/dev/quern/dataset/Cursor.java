package dev.quern.dataset;

import org.jspecify.annotations.Nullable;

/**
 * The position of a slice in a list: after one row, or before one. Slices are found by an index, so
 * the last one costs no more than the first one.
 *
 * @param after the id of the row that the slice follows
 * @param before the id of the row that the slice ends before; {@code "end"} for the list's end
 */
public record Cursor(@Nullable String after, @Nullable String before) {

  /** The {@code before} that stands for the list's end. */
  public static final String END = "end";

  /** The beginning of the list. */
  public static final Cursor START = new Cursor(null, null);

  /** Whether the slice is read backwards. */
  boolean isBackward() {
    return before != null;
  }

  /** The id of the row; null for the beginning and the end of the list. */
  @Nullable String row() {
    return before == null ? after : before.equals(END) ? null : before;
  }
}
