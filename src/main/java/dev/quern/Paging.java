package dev.quern;

import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a list.
 *
 * @param limit the most rows, 1 to 1000
 * @param offset the number of rows to skip, 0 or more
 * @param after the id of the row before the page, instead of an offset; null for the beginning
 */
public record Paging(int limit, long offset, @Nullable String after) {

  /** The first 100 rows. */
  public static final Paging FIRST = new Paging(100, 0);

  /** By offset. */
  public Paging(int limit, long offset) {
    this(limit, offset, null);
  }

  public Paging {
    new FieldChecks()
        .that(limit >= 1 && limit <= 1000, "limit", "must be a whole number from 1 to 1000")
        .that(offset >= 0, "offset", "must be a whole number, 0 or more")
        .that(after == null || offset == 0, "after", "stands in the place of an offset")
        .done();
  }
}
