package dev.quern.tasktype.datadistillation.duplicates;

/**
 * The data of an entry for comparisons.
 *
 * @param removable whether the task's input allows its removal
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

  /** The Jaccard similarity: the hashes in both divided by the hashes in either. */
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
