package dev.quern.document.charset;

import java.util.BitSet;
import java.util.List;

/**
 * How probable a character is after the two before it, learnt from the counts of a text of some ten
 * thousand. Runs of three, two and one are mixed by how often their beginnings were seen (Jelinek
 * and Mercer 1980, with the weights of Witten and Bell 1991). Immutable once trained.
 */
final class TrigramModel {

  private static final double NEW_LETTER = 0.0005;

  private final NgramCounts counts = new NgramCounts();
  private final BitSet frequent = new BitSet();
  private final BitSet daily;
  private final boolean wide;
  private int total;

  /**
   * Learns from lines of a count, a tab, and the runs of three that were seen so often; "_" is a
   * space.
   *
   * @param wide whether it is of Chinese, Japanese or Korean, where a small text holds a part of
   *     the characters
   * @param frequent those that are half of every text
   * @param daily those in daily use
   */
  TrigramModel(List<String> lines, boolean wide, String frequent, BitSet daily) {
    this.wide = wide;
    this.daily = daily;
    frequent.chars().forEach(this.frequent::set);
    for (String line : lines) {
      int tab = line.indexOf('\t');
      int times = Integer.parseInt(line.substring(0, tab));
      for (String run : line.substring(tab + 1).split(" ")) {
        learn(run.replace('_', ' '), times);
      }
    }
  }

  private void learn(String run, int times) {
    char first = run.charAt(0);
    char second = run.charAt(1);
    char c = run.charAt(2);
    counts.add(NgramCounts.key((char) 0, (char) 0, c), times);
    counts.add(NgramCounts.key((char) 0, second, c), times);
    counts.add(NgramCounts.key(first, second, c), times);
    counts.add(NgramCounts.key((char) 0, second, (char) 0), times);
    counts.add(NgramCounts.key(first, second, (char) 0), times);
    total += times;
  }

  /** How often the character was seen. */
  int counted(char c) {
    return counts.get(NgramCounts.key((char) 0, (char) 0, symbol(c)));
  }

  /** The logarithm of the probability of the character at that place. */
  double logProbability(String text, int i) {
    char c = symbol(text.charAt(i));
    char second = i > 0 ? symbol(text.charAt(i - 1)) : ' ';
    char first = i > 1 ? symbol(text.charAt(i - 2)) : ' ';
    double one = (counted(c) + rarity(c) * 200) / (total + 200.0);
    double two = mix((char) 0, second, c, one, 8);
    return Math.log(mix(first, second, c, two, 8));
  }

  private double mix(char first, char second, char c, double otherwise, double trust) {
    int seen = counts.get(NgramCounts.key(first, second, (char) 0));
    int both = seen == 0 ? 0 : counts.get(NgramCounts.key(first, second, c));
    return (both + trust * otherwise) / (seen + trust);
  }

  /** What an unseen character has of the share that is left for such. */
  private double rarity(char c) {
    if (!wide || c < 0x2E80) {
      return NEW_LETTER;
    }
    if (frequent.get(c)) {
      return 1.0 / 1000;
    }
    return daily.get(c) ? 1.0 / 10_000 : 1.0 / 2_000_000;
  }

  /** What characters are counted as: small letters, one digit, one mark, one space. */
  private static char symbol(char c) {
    if (c < 0x80 && !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
      return c >= '0' && c <= '9' ? '0' : c <= ' ' ? ' ' : '.';
    }
    return switch (c) {
      case 'ș', 'Ș' -> 'ş';
      case 'ț', 'Ț' -> 'ţ';
      default -> Character.toLowerCase(c);
    };
  }
}
