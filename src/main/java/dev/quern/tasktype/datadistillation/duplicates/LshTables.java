package dev.quern.tasktype.datadistillation.duplicates;

import java.nio.file.Path;

/**
 * Hash tables that find entries with an equal hash, in mapped files: one table for the question,
 * one for each band of the signature, and one for each pair of rare words. A chain holds the first
 * 32 entries.
 */
final class LshTables implements AutoCloseable {

  /** The table of questions; that of band {@code n} is {@code n + 1}. */
  static final int QUESTIONS = 0;

  /** The table of the first pair of rare words; those of the others follow. */
  static final int PAIRS = 1 + MinHashSignature.BANDS;

  private static final int TABLES = PAIRS + RareWords.PAIRS;
  private static final int MAX_LENGTH = 32;

  private final int mask;
  private final MappedIntArray heads;
  private final MappedIntArray next;
  private final int[][] chains = new int[TABLES][MAX_LENGTH];
  private final int[] lengths = new int[TABLES];

  /**
   * @param expected about how many entries there are; more make it slower, not wrong
   * @param folder for its files
   */
  LshTables(long expected, Path folder) {
    mask = Integer.highestOneBit((int) Math.max(1024, Math.min(1 << 28, expected))) * 2 - 1;
    heads = new MappedIntArray(folder);
    next = new MappedIntArray(folder);
  }

  /** Adds an entry to the chain of a hash, unless the chain is full. */
  void add(int table, int hash, int entry) {
    if (follow(table, hash) < MAX_LENGTH) {
      long head = head(table, hash);
      next.put((long) entry * TABLES + table, heads.get(head));
      heads.put(head, entry + 1);
    }
  }

  /** Reads the chain of a hash, and returns its length. */
  int follow(int table, int hash) {
    int length = 0;
    int entry = heads.get(head(table, hash));
    while (entry > 0 && length < MAX_LENGTH) {
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

  /** The length of the chain that was last read from a table. */
  int length(int table) {
    return lengths[table];
  }

  /** The entry at an index of the chain that was last read from a table; index 0 is the newest. */
  int entry(int table, int place) {
    return chains[table][place];
  }

  @Override
  public void close() {
    heads.close();
    next.close();
  }
}
