package dev.quern.dataset.warning;

import org.jspecify.annotations.Nullable;

/**
 * Filters rows by their warnings.
 *
 * @param name one that a row carries; null for any row
 * @param excluded whether rows with a warning are left out
 */
public record WarningFilter(@Nullable String name, boolean excluded) {

  /** Leaves nothing out. */
  public static final WarningFilter NONE = new WarningFilter(null, false);
}
