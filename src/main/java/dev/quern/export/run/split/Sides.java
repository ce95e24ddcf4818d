package dev.quern.export.run.split;

import dev.quern.export.format.Row;

/**
 * The sides of the rows that were there when they were chosen. A row that came later is on no side:
 * it may be of a document on the one side and say nearly the same as a row on the other.
 *
 * @param byIds a side by the hash of a row's id: {@link #TRAIN} or {@link #TEST}
 * @param how how they were chosen, in a sentence or two that follow the numbers of records
 */
public record Sides(LongInts byIds, String how) {

  public static final int TRAIN = 1;
  public static final int TEST = 2;

  /** Whether the row was there when the sides were chosen. */
  public boolean hold(Row row) {
    return side(row) != 0;
  }

  public boolean isTest(Row row) {
    return side(row) == TEST;
  }

  private int side(Row row) {
    return byIds.get(LongInts.hash(row.id()), 0);
  }

  /** How they were chosen, with the numbers of records that were written. */
  public String how(long test, long records) {
    return "%d of %d records are the test side %s".formatted(test, records, how);
  }
}
