package dev.quern.tasktype.datadistillation.duplicates;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kept entries in their order, and the search among them. All data is in memory-mapped files,
 * about {@code 220 + 4 w} bytes for an entry of w different words.
 *
 * <p>As the chains take 32 entries each, and 128 candidates are compared, those of short chains
 * first, a family of entries that are all a little alike, such as those made of one template, does
 * not make the search quadratic; what really is alike meets in the short chains of its rarest words
 * ({@link RareWords}).
 */
public final class DuplicateIndex implements AutoCloseable {

  private static final int MAX_COMPARED = 128;

  private final @Nullable Double threshold;
  private final EntryFile records;
  private final LshTables tables;
  private final RareWords rare = new RareWords();
  private final int[] candidates = new int[MAX_COMPARED];

  /**
   * @param expected the approximate number of entries; more make it slower, not wrong
   * @param folder the folder for its files
   */
  public DuplicateIndex(DistillationConfig config, long expected, Path folder) {
    threshold = config.nearDuplicates();
    records = new EntryFile(folder);
    tables = new LshTables(expected, folder);
  }

  /**
   * A kept entry that another one duplicates.
   *
   * @param similarity null if both have the same question
   */
  public record Match(String id, @Nullable Double similarity) {}

  /** The first kept entry that the entry duplicates; null if there is none. */
  public @Nullable Match find(Fingerprint entry) {
    if (entry.question().length > 0) {
      int length = tables.follow(LshTables.QUESTIONS, hash(entry.question()));
      for (int i = length - 1; i >= 0; i--) {
        int other = tables.entry(LshTables.QUESTIONS, i);
        if (records.hasQuestion(other, entry.question())) {
          return new Match(records.id(other), null);
        }
      }
    }
    return threshold == null || entry.bands().length == 0 ? null : findNear(entry, threshold);
  }

  private @Nullable Match findNear(Fingerprint entry, double atLeast) {
    int count = findCandidates(entry);
    for (int i = 0; i < count; i++) {
      if (i == 0 || candidates[i] != candidates[i - 1]) {
        double similarity = records.similarity(entry, candidates[i], atLeast);
        if (similarity >= atLeast) {
          return new Match(records.id(candidates[i]), similarity);
        }
      }
    }
    return null;
  }

  /** Collects the entries that share a band, in their order, and returns their number. */
  private int findCandidates(Fingerprint entry) {
    int[] bands = entry.bands();
    int[] pairs = rare.pairs(entry.words());
    Integer[] byLength = new Integer[bands.length + pairs.length];
    for (int i = 0; i < byLength.length; i++) {
      boolean band = i < bands.length;
      byLength[i] = band ? i + 1 : LshTables.PAIRS + i - bands.length;
      tables.follow(byLength[i], band ? bands[i] : key(entry, pairs[i - bands.length]));
    }
    Arrays.sort(byLength, (a, b) -> Integer.compare(tables.length(a), tables.length(b)));
    int count = 0;
    for (int table : byLength) {
      for (int i = 0; i < tables.length(table) && count < MAX_COMPARED; i++) {
        candidates[count++] = tables.entry(table, i);
      }
    }
    Arrays.sort(candidates, 0, count);
    return count;
  }

  /** Adds a kept entry. */
  public void add(Fingerprint entry) {
    int added = records.add(entry);
    if (entry.question().length > 0) {
      tables.add(LshTables.QUESTIONS, hash(entry.question()), added);
    }
    for (int band = 0; band < entry.bands().length; band++) {
      tables.add(band + 1, entry.bands()[band], added);
    }
    if (entry.bands().length > 0) {
      int[] pairs = rare.pairs(entry.words());
      for (int i = 0; i < pairs.length; i++) {
        tables.add(LshTables.PAIRS + i, key(entry, pairs[i]), added);
      }
      rare.count(entry.words());
    }
  }

  private static int key(Fingerprint entry, int pair) {
    return pair * 31 + Long.hashCode(entry.facts());
  }

  private static int hash(int[] question) {
    return question[0];
  }

  @Override
  public void close() {
    tables.close();
    records.close();
  }
}
