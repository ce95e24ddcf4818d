package dev.quern.tasktype.datadistillation.duplicates;

/**
 * What is kept of an entry to compare it with others.
 *
 * @param removable whether it may be removed, being named by the task's input
 * @param question 128 bits of the hash of its normalised question
 * @param words the hashes of its words, each once, in ascending order; empty where they are not
 *     compared
 * @param facts 64 bits of the hash of its numbers and signs ({@link Facts}): near-duplicates have
 *     the same
 * @param bands parts of its MinHash signature: entries that share one may be similar; empty where
 *     it has no words
 */
public record Fingerprint(
    String id, boolean removable, int[] question, int[] words, long facts, int[] bands) {

  /** The share of the hashes that both have, of those that one of them has (Jaccard). */
  public static double similarity(int[] a, int[] b) {
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        both++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    int one = a.length + b.length - both;
    return one == 0 ? 0 : (double) both / one;
  }
}
