package dev.quern.llm.guard;

import java.util.Arrays;
import java.util.List;

/**
 * The three-letter pieces of a text, each once. They are packed into numbers: a string for each of
 * them was two thirds of what an item allocated.
 */
final class LetterPieces {

  private static final int LENGTH = 3;

  private final long[] sorted;

  private LetterPieces(long[] sorted) {
    this.sorted = sorted;
  }

  static LetterPieces of(List<String> words) {
    String text = Words.joined(words);
    long[] pieces = new long[Math.max(0, text.length() - LENGTH + 1)];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] =
          (long) text.charAt(i) << 32 | (long) text.charAt(i + 1) << 16 | text.charAt(i + 2);
    }
    Arrays.sort(pieces);
    int count = 0;
    for (int i = 0; i < pieces.length; i++) {
      if (i == 0 || pieces[i] != pieces[i - 1]) {
        pieces[count++] = pieces[i];
      }
    }
    return new LetterPieces(Arrays.copyOf(pieces, count));
  }

  /** The share of pieces that both have (Dice's coefficient), 0 to 1. */
  double likeness(LetterPieces other) {
    int all = sorted.length + other.sorted.length;
    return all == 0 ? 0 : 2.0 * inBoth(other) / all;
  }

  /** The most that {@link #likeness} can be, by the numbers of pieces alone. */
  double likenessAtMost(LetterPieces other) {
    int all = sorted.length + other.sorted.length;
    return all == 0 ? 0 : 2.0 * Math.min(sorted.length, other.sorted.length) / all;
  }

  private int inBoth(LetterPieces other) {
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length && j < other.sorted.length) {
      int order = Long.compare(sorted[i], other.sorted[j]);
      both += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return both;
  }
}
