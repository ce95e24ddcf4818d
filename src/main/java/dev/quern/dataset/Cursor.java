package dev.quern.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Where in a list's order a slice begins: behind one row, or before one. A slice is found by an
 * index, so that one at the end of a list costs what the first one does.
 *
 * @param after the id of the row that the slice follows
 * @param before the id of the row that the slice ends before; {@code "end"} for the list's end
 */
public record Cursor(@Nullable String after, @Nullable String before) {

  /** The {@code before} that stands for the list's end. */
  public static final String END = "end";

  /** The beginning. */
  public static final Cursor START = new Cursor(null, null);

  /** Whether it is read from its end. */
  boolean isBackward() {
    return before != null;
  }

  /** The row that it is about; null for the beginning and the end. */
  @Nullable String row() {
    return before == null ? after : before.equals(END) ? null : before;
  }
}
