package dev.quern.document.charset;

/** How often runs of up to three characters stand in a text. Grows as it fills. */
final class NgramCounts {

  private long[] keys = new long[1 << 12];
  private int[] counts = new int[1 << 12];
  private int size;

  /** The number under which a run of three is counted; 0 stands for no character. */
  static long key(char first, char second, char third) {
    return (long) first << 32 | (long) second << 16 | third;
  }

  void add(long key, int times) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int at = place(key);
    size += counts[at] == 0 ? 1 : 0;
    keys[at] = key;
    counts[at] += times;
  }

  int get(long key) {
    return counts[place(key)];
  }

  private int place(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 40) & keys.length - 1;
    while (counts[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }
}
