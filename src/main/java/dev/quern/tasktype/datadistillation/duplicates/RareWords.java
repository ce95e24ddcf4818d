package dev.quern.tasktype.datadistillation.duplicates;

import java.util.Arrays;

/**
 * The rarest words of an entry, in pairs. Two sets that are much alike share rare words too, unless
 * they have none; in a family of entries made of one template these are what tells one from the
 * other, where a signature mostly sees the template. The idea is prefix filtering (Chaudhuri, Ganti
 * and Kaushik 2006), with frequencies counted on the way in a sketch of 4 MB that may count too
 * much, never too little.
 */
public final class RareWords {

  private static final int WORDS = 4;

  /** Pairs of four words: if one of the four is missing elsewhere, three pairs are left. */
  public static final int PAIRS = WORDS * (WORDS - 1) / 2;

  private static final int SIZE = 1 << 20;

  private final int[] frequencies = new int[SIZE];

  /** Counts the words of an entry that stays. */
  public void count(int[] words) {
    for (int word : words) {
      frequencies[place(word)]++;
    }
  }

  /** A number for each pair of the rarest words; none where there are fewer than four. */
  public int[] pairs(int[] words) {
    if (words.length < WORDS) {
      return new int[0];
    }
    // The order of magnitude first, then the hash: so the order changes little as counts grow.
    long[] byRarity = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      long magnitude = (33 - Integer.numberOfLeadingZeros(frequencies[place(words[i])])) / 2;
      byRarity[i] = magnitude << 32 | words[i] & 0xffffffffL;
    }
    Arrays.sort(byRarity);
    int[] rarest = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      rarest[i] = (int) byRarity[i];
    }
    Arrays.sort(rarest);
    int[] pairs = new int[PAIRS];
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      for (int j = i + 1; j < WORDS; j++) {
        pairs[count++] = rarest[i] * 0x9E3779B1 + rarest[j];
      }
    }
    Arrays.sort(pairs);
    return pairs;
  }

  private static int place(int word) {
    int mixed = word * 0x85EBCA6B;
    return (mixed ^ mixed >>> 15) & SIZE - 1;
  }
}
