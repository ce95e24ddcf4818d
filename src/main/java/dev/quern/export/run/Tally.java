package dev.quern.export.run;

import dev.quern.export.bundle.Contents;
import dev.quern.export.format.Row;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the records of a file. */
final class Tally {

  /** The most different labels that are counted. */
  private static final int MAX_NAMES = 1000;

  private final Map<String, Long> bytes = new TreeMap<>();
  private final Map<String, Long> labels = new TreeMap<>();
  private final Map<String, Long> languages = new TreeMap<>();
  private final Map<String, Long> models = new TreeMap<>();
  private long train;
  private long test;
  private long scored;
  private double scores;

  void count(Row row, boolean isTest) {
    if (isTest) {
      test++;
    } else {
      train++;
    }
    add(labels, row.text("question_label"));
    add(languages, row.text("language"));
    add(models, row.text("model"));
    if (row.here("score") instanceof Number score) {
      scored++;
      scores += score.doubleValue();
    }
  }

  void file(String path, long size) {
    bytes.put(path, size);
  }

  private static void add(Map<String, Long> counts, @Nullable String name) {
    if (name != null && (counts.size() < MAX_NAMES || counts.containsKey(name))) {
      counts.merge(name, 1L, Long::sum);
    }
  }

  Contents.Counts counts(long images) {
    double mean = scored == 0 ? 0 : scores / scored;
    return new Contents.Counts(train, test, bytes, labels, languages, models, scored, mean, images);
  }
}
