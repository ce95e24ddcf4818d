package dev.quern.tasktype.answergeneration;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a text with the smallest edit distance to a quote in code points (Sellers, "The
 * theory and computation of evolutionary distances: pattern recognition", 1980), in time and memory
 * of both lengths multiplied, and of the text's length.
 *
 * @param from where it begins
 * @param to where it ends, exclusive
 */
record NearMatch(int from, int to) {

  /** The least similarity; the rest counts as slips. */
  static final double MIN_SIMILARITY = 0.9;

  /** The most work, about a second; beyond it no near match is searched for. */
  private static final long MAX_CELLS = 200_000_000;

  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  /**
   * The nearest part; null if none is near enough, or if its numbers differ, because another number
   * is another fact.
   */
  static @Nullable NearMatch of(QuoteText text, QuoteText quote) {
    int max = (int) (quote.length() * (1 - MIN_SIMILARITY) + 1e-9);
    if (max == 0 || (long) text.length() * quote.length() > MAX_CELLS) {
      return null;
    }
    NearMatch nearest = nearest(text, quote, max);
    return nearest != null
            && numbers(text.string(nearest.from(), nearest.to())).equals(numbers(quote.toString()))
        ? nearest
        : null;
  }

  private static @Nullable NearMatch nearest(QuoteText text, QuoteText quote, int max) {
    int[] costs = new int[quote.length() + 1];
    int[] starts = new int[quote.length() + 1];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = i;
    }
    NearMatch nearest = null;
    int min = max + 1;
    for (int at = 1; at <= text.length(); at++) {
      int diagonal = costs[0];
      int diagonalStart = starts[0];
      starts[0] = at;
      int point = text.point(at - 1);
      for (int i = 1; i < costs.length; i++) {
        int changed = diagonal + (quote.point(i - 1) == point ? 0 : 1);
        int start = diagonalStart;
        diagonal = costs[i];
        diagonalStart = starts[i];
        if (costs[i] + 1 < changed) {
          changed = costs[i] + 1;
          start = starts[i];
        }
        if (costs[i - 1] + 1 < changed) {
          changed = costs[i - 1] + 1;
          start = starts[i - 1];
        }
        costs[i] = changed;
        starts[i] = start;
      }
      if (costs[quote.length()] < min) {
        min = costs[quote.length()];
        nearest = new NearMatch(starts[quote.length()], at);
      }
    }
    return nearest;
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }
}
