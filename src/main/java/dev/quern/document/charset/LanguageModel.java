package dev.quern.document.charset;

import java.util.BitSet;
import java.util.List;

/**
 * How much a text looks like one language: the natural logarithm of the probability of its
 * characters, as {@link TrigramModel} has learnt it. Case, signs and foreign letters are judged by
 * rules, since a small text teaches nothing about them.
 */
final class LanguageModel {

  /** Words of ASCII alone read the same in every charset: they only hint at the language. */
  private static final double ASCII_WEIGHT = 0.25;

  /** Digits and marks: how many of them the text had that a model learnt from tells nothing. */
  private static final double ASCII_SIGN = -3.5;

  /** Unicode calls them letters. */
  private static final String SIGNS = "µºª";

  private static final String WELL_KNOWN = "éèàçüöäïëñáíóúôêâ";
  private static final double WELL_KNOWN_ACCENT = -8.5;
  private static final double FOREIGN_ACCENT = -11;
  private static final double MIXED_SCRIPTS = -12;
  private static final double FOREIGN_SCRIPT = -14;
  private static final double LONE_LETTERS = -6;

  private final TrigramModel letters;
  private final boolean wide;
  private final boolean latin;

  private LanguageModel(TrigramModel letters, boolean wide, boolean latin) {
    this.letters = letters;
    this.wide = wide;
    this.latin = latin;
  }

  /** Of an alphabet; the counts as {@link TrigramModel} takes them. */
  static LanguageModel of(List<String> counts, boolean latin) {
    return new LanguageModel(new TrigramModel(counts, false, "", new BitSet()), false, latin);
  }

  /** Of Chinese, Japanese or Korean; the arguments as {@link TrigramModel} takes them. */
  static LanguageModel wide(List<String> counts, String frequent, BitSet daily) {
    return new LanguageModel(new TrigramModel(counts, true, frequent, daily), true, false);
  }

  /** The logarithm of the text's probability, words of ASCII alone at a quarter. */
  double score(String text) {
    double score = 0;
    int start = 0;
    while (start < text.length()) {
      int end = start + 1;
      boolean ascii = text.charAt(start) < 0x80;
      while (end < text.length() && text.charAt(end - 1) > ' ') {
        ascii &= text.charAt(end) < 0x80;
        end++;
      }
      LanguageModel model = ascii && !latin ? LanguageModels.of("en") : this;
      double word = 0;
      for (int i = start; i < end; i++) {
        word += model.logProbability(text, i);
      }
      score += ascii ? ASCII_WEIGHT * word : word;
      start = end;
    }
    return score + (isLone(text) ? LONE_LETTERS : 0);
  }

  /** Whether letters of another script than Latin stand singly in a text in Latin letters. */
  private boolean isLone(String text) {
    boolean latinWords = false;
    boolean lone = false;
    for (int i = 0; !latin && !wide && i < text.length(); i++) {
      boolean letter = isForeignLetter(text.charAt(i));
      if (letter && i + 1 < text.length() && isForeignLetter(text.charAt(i + 1))) {
        return false;
      }
      lone |= letter;
      latinWords |= isAsciiLetter(text.charAt(i));
    }
    return lone && latinWords;
  }

  private static boolean isForeignLetter(char c) {
    return c >= 0x80
        && (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK);
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private double logProbability(String text, int i) {
    char c = text.charAt(i);
    char before = i > 0 ? text.charAt(i - 1) : ' ';
    char after = i + 1 < text.length() ? text.charAt(i + 1) : 0;
    if (c >= 0x80 && !isOfWords(c)) {
      return letters.counted(c) > 0
          ? letters.logProbability(text, i)
          : Signs.logProbability(before, c, after);
    }
    if (c < ' ' && !Character.isWhitespace(c)) {
      return Signs.IMPOSSIBLE;
    }
    if (c > ' ' && c < 0x80 && !isAsciiLetter(c)) {
      return ASCII_SIGN;
    }
    boolean known = letters.counted(c) > 0 || wide && c >= 0x2E80 && c < 0xD7A4;
    if (c <= ' ' || known && (latin || wide || c < 0x80)) {
      return letters.logProbability(text, i) + caseOf(text, i);
    }
    if (known) {
      boolean mixture = isAsciiLetter(before) || isAsciiLetter(after);
      return letters.logProbability(text, i) + caseOf(text, i) + (mixture ? MIXED_SCRIPTS : 0);
    }
    return foreign(c, before) + caseOf(text, i);
  }

  /**
   * Letters but those that are signs, marks that stand on them, and the marks of Chinese and
   * Japanese.
   */
  private boolean isOfWords(char c) {
    return Character.isLetter(c) && SIGNS.indexOf(c) < 0
        || Character.getType(c) == Character.NON_SPACING_MARK
        || wide && c >= 0x3000 && c < 0x3100;
  }

  private double foreign(char c, char before) {
    if (isAsciiLetter(c)) {
      return latin ? -7 : isAsciiLetter(before) ? -3.3 : -6;
    }
    boolean latinLetter = c < 0x250 || c >= 0x1E00 && c < 0x1F00;
    if (latin && latinLetter) {
      return WELL_KNOWN.indexOf(c) >= 0 ? WELL_KNOWN_ACCENT : FOREIGN_ACCENT;
    }
    boolean insideForeignWord = isAsciiLetter(before);
    return FOREIGN_SCRIPT - (insideForeignWord ? 2 : 0);
  }

  /** Capitals begin words or fill them; they do not stand inside. */
  private static double caseOf(String text, int i) {
    char c = text.charAt(i);
    char before = i > 0 ? text.charAt(i - 1) : ' ';
    if (Character.isUpperCase(c)) {
      return Character.isLowerCase(before) ? -6 : Character.isUpperCase(before) ? -1 : -2;
    }
    boolean capitals =
        i > 1
            && Character.isLowerCase(c)
            && Character.isUpperCase(before)
            && Character.isUpperCase(text.charAt(i - 2));
    return capitals ? -4 : 0;
  }
}
