package dev.quern.tasktype.datadistillation.duplicates;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries that stay, in the order in which they came, and the search for one that another is
 * like. All of it lies in mapped files, about {@code 160 + 4 w} bytes for an entry of w different
 * words.
 *
 * <p>As the chains take 32 entries each, and 128 candidates are compared, those of short chains
 * first, a family of entries that are all a little alike, such as those made of one template, does
 * not make the search quadratic; what really is alike meets in the short chains of rare words.
 */
public final class DuplicateIndex implements AutoCloseable {

  private static final int MAX_COMPARED = 128;

  private final @Nullable Double threshold;
  private final EntryFile records;
  private final LshTables chains;
  private final int[] candidates = new int[MAX_COMPARED];

  /**
   * @param expected about how many entries there are; more make it slower, not wrong
   * @param folder for its files
   */
  public DuplicateIndex(DistillationConfig config, long expected, Path folder) {
    threshold = config.nearDuplicates();
    records = new EntryFile(folder);
    chains = new LshTables(expected, folder);
  }

  /**
   * An entry that stays and that another one is a duplicate of.
   *
   * @param similarity null where both have the same question
   */
  public record Match(String id, @Nullable Double similarity) {}

  /** The first that came of those that the entry is a duplicate of; null where it is none. */
  public @Nullable Match find(Fingerprint entry) {
    if (entry.question().length > 0) {
      int length = chains.follow(LshTables.QUESTIONS, hash(entry.question()));
      for (int i = length - 1; i >= 0; i--) {
        int other = chains.entry(LshTables.QUESTIONS, i);
        if (records.hasQuestion(other, entry.question())) {
          return new Match(records.id(other), null);
        }
      }
    }
    return threshold == null || entry.bands().length == 0 ? null : findNear(entry, threshold);
  }

  private @Nullable Match findNear(Fingerprint entry, double atLeast) {
    int count = findCandidates(entry.bands());
    for (int i = 0; i < count; i++) {
      if (i == 0 || candidates[i] != candidates[i - 1]) {
        double similarity = records.similarity(entry.words(), candidates[i], atLeast);
        if (similarity >= atLeast) {
          return new Match(records.id(candidates[i]), similarity);
        }
      }
    }
    return null;
  }

  /** Puts those that share a band in the order in which they came, and returns how many. */
  private int findCandidates(int[] bands) {
    Integer[] byLength = new Integer[bands.length];
    for (int band = 0; band < bands.length; band++) {
      byLength[band] = band + 1;
      chains.follow(band + 1, bands[band]);
    }
    Arrays.sort(byLength, (a, b) -> Integer.compare(chains.length(a), chains.length(b)));
    int count = 0;
    for (int table : byLength) {
      for (int i = 0; i < chains.length(table) && count < MAX_COMPARED; i++) {
        candidates[count++] = chains.entry(table, i);
      }
    }
    Arrays.sort(candidates, 0, count);
    return count;
  }

  /** Adds an entry that stays. */
  public void add(Fingerprint entry) {
    int added = records.add(entry);
    if (entry.question().length > 0) {
      chains.add(LshTables.QUESTIONS, hash(entry.question()), added);
    }
    for (int band = 0; band < entry.bands().length; band++) {
      chains.add(band + 1, entry.bands()[band], added);
    }
  }

  private static int hash(int[] question) {
    return question[0];
  }

  @Override
  public void close() {
    chains.close();
    records.close();
  }
}
