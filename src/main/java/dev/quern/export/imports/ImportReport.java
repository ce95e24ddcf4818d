package dev.quern.export.imports;

import java.util.ArrayList;
import java.util.List;

/** Counts the imported, skipped and refused records of a file. Not thread-safe. */
public final class ImportReport {

  private static final int MAX_REFUSED = 1000;

  private final List<Refused> refused = new ArrayList<>();
  private long imported;
  private long skipped;
  private long refusedCount;

  /**
   * A refused record.
   *
   * @param line the line where it begins, from 1; in Parquet, its number
   * @param file the file in a zip
   */
  public record Refused(long line, String reason, @org.jspecify.annotations.Nullable String file) {}

  /** The numbers, with the first 1000 refused records. */
  public record Summary(long imported, long skipped, long refusedCount, List<Refused> refused) {}

  void imported(int rows) {
    imported += rows;
  }

  void skipped() {
    skipped++;
  }

  void refused(Refused record) {
    refusedCount++;
    if (refused.size() < MAX_REFUSED) {
      refused.add(record);
    }
  }

  Summary summary() {
    return new Summary(imported, skipped, refusedCount, List.copyOf(refused));
  }
}
