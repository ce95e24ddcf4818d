package dev.quern.dataset.gate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether generation should skip a chunk: because it is a table of contents, an index,
 * noise, or too short. Most of its lines must look like that; code, tables, formulas and verse are
 * kept.
 */
public final class TextGate {

  /** The default minimum length of a chunk, in characters. */
  public static final int DEFAULT_MINIMUM = 40;

  /** A line of a table of contents, or a heading above one. */
  public static final String CONTENTS = "contents";

  /** An index of words and page numbers. */
  public static final String INDEX = "index";

  /** Dots, ruled lines and scanning noise. */
  public static final String NOISE = "noise";

  /** Fewer characters than the minimum. */
  public static final String TOO_SHORT = "too short";

  private static final int FEWEST_LINES = 4;

  private static final Pattern HEADING =
      Pattern.compile(
          "(?iu)(?:#{1,6} *)?[*_]{0,2}(?:table of contents|contents|index|list of (?:figures|tables)"
              + "|目\\s*录|目\\s*次|索\\s*引|içindekiler|dizin|şekiller|tablolar)[*_]{0,2}:?");

  /** Longer lines are no entries; to match them would take long. */
  private static final int MAX_ENTRY = 300;

  /** The number of a page. */
  private static final Pattern PAGE = Pattern.compile("\\d{1,4}|[ivxlcdm]{1,6}");

  private static final String DOTS = ".·…․";

  /** A numbered title and a page, without dots between. */
  private static final Pattern NUMBERED_PAGE =
      Pattern.compile("(?:第.{1,4}[章节]|\\d{1,2}(?:\\.\\d{1,2}){0,4}\\.?)\\s+\\S.*\\s\\d{1,4}");

  /** A link into the same page, as generated contents have them. */
  private static final Pattern LINK =
      Pattern.compile("(?:[-*+]|\\d+\\.)?\\s*\\[[^\\]]+]\\(#[^)]*\\)");

  /** Words, then at least one page or range of pages, each behind a comma. */
  private static final Pattern INDEX_ENTRY =
      Pattern.compile(
          "[^\\d,，;；|=(]{2,60}(?:[,，] ?(?:see (?:also )?[^,]{2,40}|bkz\\. [^,]{2,40}"
              + "|\\d{1,4}(?:[-–]\\d{1,4})?[nf]{0,2}))+");

  private TextGate() {}

  /**
   * The reason to skip the text; null to keep it.
   *
   * @param minimum the minimum number of characters, without white space at both ends
   */
  public static @Nullable String reason(String text, int minimum) {
    String stripped = text.strip();
    if (stripped.codePointCount(0, stripped.length()) < minimum) {
      return TOO_SHORT;
    }
    List<String> lines = stripped.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (stripped.startsWith("```") || lines.stream().allMatch(line -> line.startsWith("|"))) {
      return null;
    }
    boolean headed = lines.stream().limit(2).anyMatch(l -> HEADING.matcher(l).matches());
    if (are(
        lines,
        headed,
        TextGate::isLed,
        NUMBERED_PAGE.asMatchPredicate(),
        LINK.asMatchPredicate())) {
      return CONTENTS;
    }
    if (are(lines, headed, INDEX_ENTRY.asMatchPredicate())) {
      return INDEX;
    }
    return Noise.is(stripped) ? NOISE : null;
  }

  /** Whether most lines have one of the shapes; without a heading, the share must be higher. */
  @SafeVarargs
  private static boolean are(List<String> lines, boolean headed, Predicate<String>... shapes) {
    long such =
        lines.stream()
            .filter(line -> line.length() <= MAX_ENTRY)
            .filter(line -> Arrays.stream(shapes).anyMatch(shape -> shape.test(line)))
            .count();
    long all = headed ? lines.size() - 1L : lines.size();
    return such >= (headed ? 2 : FEWEST_LINES) && such * 10 >= all * (headed ? 5 : 7);
  }

  /** A title, then dots or a wide gap, then a page; looked at from its end. */
  private static boolean isLed(String line) {
    for (int page = 1; page <= Math.min(6, line.length()); page++) {
      int end = line.length() - page;
      if (PAGE.matcher(line.substring(end)).matches() && isLeader(line.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLeader(String start) {
    String title = start.stripTrailing();
    String gap = start.substring(title.length());
    if (!title.isEmpty() && (gap.contains("\t") || gap.contains("   "))) {
      return true;
    }
    int dots = 0;
    int at = title.length();
    while (at > 0 && DOTS.indexOf(title.charAt(at - 1)) >= 0) {
      dots++;
      at--;
      boolean spaced = at > 1 && Character.isWhitespace(title.charAt(at - 1));
      at -= spaced && DOTS.indexOf(title.charAt(at - 2)) >= 0 ? 1 : 0;
    }
    return dots > 3 || dots == 3 && !title.substring(0, at).isBlank();
  }
}
