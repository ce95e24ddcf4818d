package dev.quern.tasktype.datadistillation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries that stay, in the order in which they came, and where those are found that may be
 * like another one: tables of chains, one for the hash of the question and one for each band. All
 * of it lies in mapped files, about {@code 160 + 4 w} bytes for an entry of w different words.
 *
 * <p>A chain takes 32 entries, the first that came, and 128 candidates are compared, those of short
 * chains first. So a family of entries that are all a little alike, such as those made of one
 * template, does not make the search quadratic; what really is alike meets in the short chains of
 * rare words.
 */
final class KeptEntries implements AutoCloseable {

  private static final int LONGEST_CHAIN = 32;
  private static final int MOST_COMPARED = 128;
  private static final int TABLES = 1 + Signature.BANDS;
  private static final int QUESTION = 4;

  private final @Nullable Double threshold;
  private final int mask;
  private final MappedInts heads;
  private final MappedInts next;
  private final MappedInts records;
  private final MappedInts starts;
  private final int[][] chains = new int[TABLES][LONGEST_CHAIN];
  private final int[] lengths = new int[TABLES];
  private final int[] candidates = new int[MOST_COMPARED];
  private int size;
  private long recordEnd;

  /**
   * @param expected about how many entries there are; more make it slower, not wrong
   * @param folder for its files
   */
  KeptEntries(DistillationConfig config, long expected, Path folder) {
    threshold = config.nearDuplicates();
    mask = Integer.highestOneBit((int) Math.max(1024, Math.min(1 << 28, expected))) * 2 - 1;
    heads = new MappedInts(folder);
    next = new MappedInts(folder);
    records = new MappedInts(folder);
    starts = new MappedInts(folder);
  }

  /**
   * An entry that stays and that another one is a duplicate of.
   *
   * @param similarity null where both have the same question
   */
  record Match(String id, @Nullable Double similarity) {}

  /** The first that came of those that the entry is a duplicate of; null where it is none. */
  @Nullable Match find(Fingerprint entry) {
    if (entry.question().length > 0) {
      follow(0, hash(entry.question()));
      for (int i = lengths[0] - 1; i >= 0; i--) {
        if (hasQuestion(chains[0][i], entry.question())) {
          return new Match(id(chains[0][i]), null);
        }
      }
    }
    return threshold == null || entry.bands().length == 0 ? null : findNear(entry, threshold);
  }

  private @Nullable Match findNear(Fingerprint entry, double atLeast) {
    Integer[] byLength = new Integer[entry.bands().length];
    for (int band = 0; band < byLength.length; band++) {
      byLength[band] = band + 1;
      follow(band + 1, entry.bands()[band]);
    }
    Arrays.sort(byLength, (a, b) -> Integer.compare(lengths[a], lengths[b]));
    int count = 0;
    for (int table : byLength) {
      for (int i = 0; i < lengths[table] && count < MOST_COMPARED; i++) {
        candidates[count++] = chains[table][i];
      }
    }
    Arrays.sort(candidates, 0, count);
    for (int i = 0; i < count; i++) {
      if (i == 0 || candidates[i] != candidates[i - 1]) {
        double similarity = similarity(entry.words(), candidates[i], atLeast);
        if (similarity >= atLeast) {
          return new Match(id(candidates[i]), similarity);
        }
      }
    }
    return null;
  }

  /** Adds an entry that stays. */
  void add(Fingerprint entry) {
    int added = size++;
    starts.put(2L * added, (int) recordEnd);
    starts.put(2L * added + 1, (int) (recordEnd >>> 32));
    byte[] id = entry.id().getBytes(StandardCharsets.UTF_8);
    int[] question = Arrays.copyOf(entry.question(), QUESTION);
    for (int part : question) {
      records.put(recordEnd++, part);
    }
    records.put(recordEnd++, entry.words().length);
    for (int word : entry.words()) {
      records.put(recordEnd++, word);
    }
    records.put(recordEnd++, id.length);
    for (int i = 0; i < id.length; i += Integer.BYTES) {
      records.put(recordEnd++, packed(id, i));
    }
    if (entry.question().length > 0) {
      chain(0, hash(question), added);
    }
    for (int band = 0; band < entry.bands().length; band++) {
      chain(band + 1, entry.bands()[band], added);
    }
  }

  private static int packed(byte[] bytes, int from) {
    int packed = 0;
    for (int i = from; i < Math.min(bytes.length, from + Integer.BYTES); i++) {
      packed |= (bytes[i] & 0xff) << (i - from) * Byte.SIZE;
    }
    return packed;
  }

  private void chain(int table, int hash, int added) {
    if (follow(table, hash) < LONGEST_CHAIN) {
      long head = head(table, hash);
      next.put((long) added * TABLES + table, heads.get(head));
      heads.put(head, added + 1);
    }
  }

  /** Reads a chain, the last that came first, and returns its length. */
  private int follow(int table, int hash) {
    int length = 0;
    int entry = heads.get(head(table, hash));
    while (entry > 0 && length < LONGEST_CHAIN) {
      chains[table][length++] = entry - 1;
      entry = next.get((long) (entry - 1) * TABLES + table);
    }
    lengths[table] = length;
    return length;
  }

  private long head(int table, int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    return (long) table * (mask + 1L) + ((mixed ^ mixed >>> 13) & mask);
  }

  private static int hash(int[] question) {
    return question[0];
  }

  private long start(int entry) {
    return starts.get(2L * entry) & 0xffffffffL | (long) starts.get(2L * entry + 1) << 32;
  }

  private boolean hasQuestion(int entry, int[] question) {
    long start = start(entry);
    for (int i = 0; i < QUESTION; i++) {
      if (records.get(start + i) != question[i]) {
        return false;
      }
    }
    return true;
  }

  private double similarity(int[] words, int entry, double atLeast) {
    long at = start(entry) + QUESTION;
    int count = records.get(at++);
    if (Math.min(count, words.length) < atLeast * Math.max(count, words.length)) {
      return 0; // cannot be: sets of such different sizes
    }
    int[] others = new int[count];
    for (int i = 0; i < count; i++) {
      others[i] = records.get(at + i);
    }
    return Fingerprint.similarity(words, others);
  }

  private String id(int entry) {
    long at = start(entry) + QUESTION;
    at += 1 + records.get(at);
    byte[] id = new byte[records.get(at++)];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) (records.get(at + i / Integer.BYTES) >>> i % Integer.BYTES * Byte.SIZE);
    }
    return new String(id, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    heads.close();
    next.close();
    records.close();
    starts.close();
  }
}
