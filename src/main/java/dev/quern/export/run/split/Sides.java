package dev.quern.export.run.split;

import dev.quern.export.format.Row;

/**
 * The rows of the test side.
 *
 * @param how how they were chosen, in a sentence or two
 */
public record Sides(LongInts testIds, String how) {

  public boolean isTest(Row row) {
    return testIds.get(LongInts.hash(row.id()), 0) == 1;
  }
}
