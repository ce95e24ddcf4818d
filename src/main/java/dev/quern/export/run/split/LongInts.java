package dev.quern.export.run.split;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Numbers by the hashes of texts, in 12 bytes for each and what open addressing leaves free. Of 64
 * bits; that two of a million texts share one happens once in 37 million times.
 */
public final class LongInts {

  private long[] keys = new long[1024];
  private int[] values = new int[1024];
  private int size;

  /** A hash of a text that is never 0. */
  public static long hash(String text) {
    BytesRef bytes = new BytesRef(text.getBytes(StandardCharsets.UTF_8));
    long hash =
        (long) StringHelper.murmurhash3_x86_32(bytes, 1) << 32
            | StringHelper.murmurhash3_x86_32(bytes, 2) & 0xffffffffL;
    return hash == 0 ? 1 : hash;
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The value of a key, or {@code absent}. */
  public int get(long key, int absent) {
    int at = find(key);
    return keys[at] == key ? values[at] : absent;
  }

  /** Sets the value of a key. */
  public void put(long key, int value) {
    if (size * 10L >= keys.length * 7L) {
      grow();
    }
    int at = find(key);
    if (keys[at] != key) {
      keys[at] = key;
      size++;
    }
    values[at] = value;
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int at = (int) (key ^ key >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }
}
