package dev.quern.document.reader.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts words together that a line's end divides. Whether the hyphen is one of the word, as in
 * "well-known", is told by the words that stand elsewhere in the document.
 */
final class DividedWords {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*+");

  private static final Pattern END =
      Pattern.compile(
          "(.*?)(?<![\\p{L}\\p{M}\\p{N}]-?)"
              + "([\\p{L}\\p{M}\\p{N}]++(?:-[\\p{L}\\p{M}\\p{N}]++)*+)([-\u00AD\u2010])");

  private static final Pattern START = Pattern.compile("([\\p{L}\\p{M}\\p{N}]+)\\S*");

  /** After these a hyphen waits for the rest of a later word: "Ein- und Ausgang". */
  private static final Set<String> BETWEEN = Set.of("and", "or", "und", "oder", "bis", "to", "nor");

  private static final Set<String> TENS =
      Set.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

  private static final Set<String> ONES =
      Set.of(
          ("one two three four five six seven eight nine first second third fourth fifth sixth"
                  + " seventh eighth ninth")
              .split(" "));

  private static final Set<String> ALWAYS = Set.of("self", "well", "ill", "ex", "non");
  private static final Set<String> ENDINGS = Set.of("less", "ness", "fish", "come", "fare");

  private final List<PageCollector.Page> pages;
  private @Nullable Map<String, Integer> known;

  /**
   * @param pages those whose words are known
   */
  DividedWords(List<PageCollector.Page> pages) {
    this.pages = pages;
  }

  /**
   * What comes in the place of the end of a line and of the word that the next one begins with; the
   * whole word then ends the line. Null where no word is divided.
   */
  @Nullable String joined(String line, String next) {
    if (line.isEmpty() || "-\u00AD\u2010".indexOf(line.charAt(line.length() - 1)) < 0) {
      return null;
    }
    Matcher end = END.matcher(line);
    Matcher start = START.matcher(next);
    if (!end.matches() || !start.lookingAt()) {
      return null;
    }
    String first = end.group(2);
    String second = start.group(1);
    if (BETWEEN.contains(second)) {
      return line + " " + start.group();
    }
    String hyphen = isDivision(first, second, end.group(3)) ? "" : "-";
    return end.group(1) + first + hyphen + start.group();
  }

  private boolean isDivision(String first, String second, String hyphen) {
    if (hyphen.equals("\u00AD")) {
      return true;
    }
    boolean small =
        Character.isLowerCase(second.codePointAt(0))
            && Character.isLetter(first.codePointBefore(first.length()));
    if (!small) {
      return false;
    }
    int whole = count(first + second);
    int compound = count(first + "-" + second);
    return whole == compound ? !isCompound(first, second) : whole > compound;
  }

  /** Without a word to go by: what is never divided there, or is always written with a hyphen. */
  private static boolean isCompound(String first, String second) {
    String start = first.toLowerCase(Locale.ROOT);
    return first.length() == 1
        || first.contains("-")
        || first.chars().noneMatch(Character::isLowerCase)
        || TENS.contains(start) && ONES.contains(second)
        || ALWAYS.contains(start) && second.length() > 3 && !ENDINGS.contains(second);
  }

  private int count(String word) {
    Map<String, Integer> words = known;
    if (words == null) {
      words = new HashMap<>();
      for (PageCollector.Page page : pages) {
        for (TextLine line : page.lines()) {
          add(line.text(), words);
        }
      }
      known = words;
    }
    return words.getOrDefault(word.toLowerCase(Locale.ROOT), 0);
  }

  private static void add(String text, Map<String, Integer> words) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      boolean divided =
          word.end() == text.length() - 1 && !Character.isLetterOrDigit(text.charAt(word.end()));
      if (!divided || ".,;:!?".indexOf(text.charAt(word.end())) >= 0) {
        words.merge(word.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
  }
}
