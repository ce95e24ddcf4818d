package dev.quern.dataset.gate;

import java.util.List;
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

  /** A title, then dots or a wide gap, then a page. */
  private static final Pattern LEADER =
      Pattern.compile(".*?\\S.*?(?:(?:\\s?[.·…․]){3,}|\\t+| {3,})\\s*(?:\\d{1,4}|[ivxlcdm]{1,6})");

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
    if (are(lines, headed, LEADER, NUMBERED_PAGE, LINK)) {
      return CONTENTS;
    }
    if (are(lines, headed, INDEX_ENTRY)) {
      return INDEX;
    }
    return Noise.is(stripped) ? NOISE : null;
  }

  /** Whether most lines have one of the shapes; without a heading, the share must be higher. */
  private static boolean are(List<String> lines, boolean headed, Pattern... shapes) {
    long such =
        lines.stream()
            .filter(line -> List.of(shapes).stream().anyMatch(s -> s.matcher(line).matches()))
            .count();
    long all = headed ? lines.size() - 1L : lines.size();
    return such >= (headed ? 2 : FEWEST_LINES) && such * 10 >= all * (headed ? 5 : 7);
  }
}
