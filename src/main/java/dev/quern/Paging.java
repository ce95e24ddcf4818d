package dev.quern;

import dev.quern.error.FieldChecks;

/**
 * Which part of a list is wanted.
 *
 * @param limit rows at most, 1 to 1000
 * @param offset rows to leave out before them, 0 or more
 */
public record Paging(int limit, long offset) {

  /** The first 100 rows. */
  public static final Paging FIRST = new Paging(100, 0);

  public Paging {
    new FieldChecks()
        .that(limit >= 1 && limit <= 1000, "limit", "must be a whole number from 1 to 1000")
        .that(offset >= 0, "offset", "must be a whole number, 0 or more")
        .done();
  }
}
