package dev.quern.tasktype.datadistillation.duplicates;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The data of each kept entry by its number: the hash of its question, the hash of its facts, its
 * words and its id, one after the other in a mapped file; a second file has the offsets.
 */
final class EntryFile implements AutoCloseable {

  private static final int QUESTION = 4;
  private static final int FACTS = 2;

  private final MappedIntArray records;
  private final MappedIntArray starts;
  private int size;
  private long end;

  /** Creates an empty one with its files in the folder. */
  EntryFile(Path folder) {
    records = new MappedIntArray(folder);
    starts = new MappedIntArray(folder);
  }

  /** Adds an entry, and returns its number: 0 for the first, 1 for the second … */
  int add(Fingerprint entry) {
    int added = size++;
    starts.put(2L * added, (int) end);
    starts.put(2L * added + 1, (int) (end >>> 32));
    byte[] id = entry.id().getBytes(StandardCharsets.UTF_8);
    for (int part : Arrays.copyOf(entry.question(), QUESTION)) {
      records.put(end++, part);
    }
    records.put(end++, (int) entry.facts());
    records.put(end++, (int) (entry.facts() >>> 32));
    records.put(end++, entry.words().length);
    for (int word : entry.words()) {
      records.put(end++, word);
    }
    records.put(end++, id.length);
    for (int i = 0; i < id.length; i += Integer.BYTES) {
      records.put(end++, packed(id, i));
    }
    return added;
  }

  private static int packed(byte[] bytes, int from) {
    int packed = 0;
    for (int i = from; i < Math.min(bytes.length, from + Integer.BYTES); i++) {
      packed |= (bytes[i] & 0xff) << (i - from) * Byte.SIZE;
    }
    return packed;
  }

  private long start(int entry) {
    return starts.get(2L * entry) & 0xffffffffL | (long) starts.get(2L * entry + 1) << 32;
  }

  boolean hasQuestion(int entry, int[] question) {
    long start = start(entry);
    for (int i = 0; i < QUESTION; i++) {
      if (records.get(start + i) != question[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The similarity of the entry's words; 0 if it is certainly below {@code atLeast}, or if numbers
   * and signs differ.
   */
  double similarity(Fingerprint other, int entry, double atLeast) {
    int[] words = other.words();
    long at = start(entry) + QUESTION;
    boolean sameFacts =
        records.get(at++) == (int) other.facts()
            & records.get(at++) == (int) (other.facts() >>> 32);
    if (!sameFacts) {
      return 0;
    }
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

  String id(int entry) {
    long at = start(entry) + QUESTION + FACTS;
    at += 1 + records.get(at);
    byte[] id = new byte[records.get(at++)];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) (records.get(at + i / Integer.BYTES) >>> i % Integer.BYTES * Byte.SIZE);
    }
    return new String(id, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    records.close();
    starts.close();
  }
}
