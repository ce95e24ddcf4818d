package dev.quern.document.reader.office;

import org.jspecify.annotations.Nullable;

/** Where a shape stands on its slide, in any one unit, downwards and to the right. */
public record Box(long left, long top, long right, long bottom) {

  /** The smallest box around both. */
  public Box with(@Nullable Box other) {
    return other == null
        ? this
        : new Box(
            Math.min(left, other.left),
            Math.min(top, other.top),
            Math.max(right, other.right),
            Math.max(bottom, other.bottom));
  }

  /** Whether two boxes stand beside each other: they share half the height of the lower one. */
  boolean isInRowOf(Box other) {
    long shared = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return shared >= 0 && 2 * shared >= Math.min(bottom - top, other.bottom - other.top);
  }
}
