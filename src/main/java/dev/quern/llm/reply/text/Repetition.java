package dev.quern.llm.reply.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows a text that has run into a loop: its end is the same phrase again and again, or its last
 * lines are the same few. The period of the end is found with the prefix function of Knuth, Morris
 * and Pratt over the reversed end.
 */
public final class Repetition {

  private static final int END = 4_000;
  private static final int MIN_TIMES = 5;
  private static final int MIN_LENGTH = 160;
  private static final int LINES = 24;
  private static final int MAX_DIFFERENT = 6;
  private static final int SHOWN = 60;
  private static final int ENDLESS_TIMES = 12;
  private static final int ENDLESS_LENGTH = 1_000;

  private Repetition() {}

  /** Whether a text ends in a loop. */
  public static boolean isIn(CharSequence text) {
    return !phrase(text).isEmpty();
  }

  /** Whether a text that is still being written will hardly come out of its loop by itself. */
  public static boolean isEndless(CharSequence text) {
    int[] loop = loop(end(text));
    return loop[0] > 0 && loop[1] >= ENDLESS_LENGTH && loop[1] >= ENDLESS_TIMES * loop[0];
  }

  /** What is said again and again, at most 60 characters of it; empty where nothing is. */
  public static String phrase(CharSequence text) {
    String phrase = samePhrase(text);
    return phrase.isEmpty() ? sameLines(end(text)) : phrase;
  }

  /** The same, but without lines that differ in their numbers, as those of a list may. */
  public static String samePhrase(CharSequence text) {
    String end = end(text).strip();
    int[] loop = loop(end);
    String unit = end.substring(end.length() - loop[0]);
    return unit.chars().anyMatch(Character::isLetterOrDigit) ? shown(unit) : "";
  }

  private static String end(CharSequence text) {
    return text.subSequence(Math.max(0, text.length() - END), text.length()).toString();
  }

  /** The period of the longest looping end and its length; zeros where there is none. */
  private static int[] loop(String text) {
    int n = text.length();
    int[] prefix = new int[n];
    int[] best = {0, 0};
    for (int i = 1, k = 0; i < n; i++) {
      char c = text.charAt(n - 1 - i);
      while (k > 0 && text.charAt(n - 1 - k) != c) {
        k = prefix[k - 1];
      }
      k += text.charAt(n - 1 - k) == c ? 1 : 0;
      prefix[i] = k;
      int length = i + 1;
      int period = length - k;
      if (length >= MIN_LENGTH && length >= MIN_TIMES * period) {
        best[0] = period;
        best[1] = length;
      }
    }
    return best;
  }

  /** Numbers that count up do not make a line another one. */
  private static String sameLines(String end) {
    List<String> lines = new ArrayList<>();
    end.lines()
        .map(line -> line.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", ""))
        .filter(line -> line.length() > 3)
        .forEach(lines::add);
    if (lines.size() <= LINES) {
      return "";
    }
    List<String> last = lines.subList(lines.size() - LINES - 1, lines.size() - 1);
    Set<String> different = new HashSet<>(last);
    return different.size() <= MAX_DIFFERENT ? shown(last.get(last.size() - 1)) : "";
  }

  private static String shown(String phrase) {
    String line = phrase.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
