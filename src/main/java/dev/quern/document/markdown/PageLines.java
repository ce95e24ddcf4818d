package dev.quern.document.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Joins the lines of a page into paragraphs. A line continues in the next one if it fills the width
 * of its block; short lines (headings, table rows, addresses) stay separate. A hyphen at the end of
 * a line between small letters counts as word division.
 */
class PageLines {

  private static final Pattern NEW_ITEM =
      Pattern.compile(
          "[·•▪■●◦○◆➢☐☑☒\\uF020-\\uF0FF]\\s*\\S.*|[–*-]\\s+\\S.*|\\(?\\d{1,3}[.)]\\s+\\S.*");

  /** Below this width it is not possible to know whether a line is full. */
  private static final int NARROWEST = 40;

  private final Map<String, Integer> titles;

  /**
   * A part of a page's text.
   *
   * @param heading its level, 0 for a paragraph
   * @param text its text; lines that stay lines have a line end between them
   */
  record Part(int heading, String text) {}

  /** Knows the headings by {@link #key}; each is found once. */
  PageLines(Map<String, Integer> titles) {
    this.titles = new HashMap<>(titles);
  }

  static String key(String title) {
    return title.replaceAll("[\\s\\u00A0]+", "").toLowerCase(Locale.ROOT);
  }

  List<Part> parts(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("[ \\t\\u00A0]+", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    int widest = lines.stream().mapToInt(PageLines::width).max().orElse(0);
    boolean wide = widest >= NARROWEST || isNarrowText(lines, widest);
    List<Part> result = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    boolean full = false;
    boolean afterShort = false;
    for (String line : lines) {
      Integer level = titles.isEmpty() ? null : titles.remove(key(line));
      boolean item = level != null || NEW_ITEM.matcher(line).matches();
      boolean fills = wide && width(line) >= 0.75 * widest;
      if (full && !item) {
        append(open, line);
      } else if (afterShort && !item && !fills) {
        open.append('\n').append(line);
      } else {
        close(open, result);
        open.append(line);
      }
      if (level != null) {
        result.add(new Part(level, line));
        open.setLength(0);
      }
      afterShort = level == null && !full && !fills && !item;
      full = level == null && fills;
    }
    close(open, result);
    return result;
  }

  /** Text of a narrow column: most lines are full, and begin in the middle of a sentence. */
  private static boolean isNarrowText(List<String> lines, int widest) {
    long full = lines.stream().filter(line -> width(line) >= 0.75 * widest).count();
    long goingOn = lines.stream().filter(line -> Character.isLowerCase(line.charAt(0))).count();
    return lines.size() > 2
        && widest >= NARROWEST / 2
        && full > 0.7 * lines.size()
        && goingOn > 0.5 * (lines.size() - 1);
  }

  private static void append(StringBuilder open, String line) {
    int end = open.codePointBefore(open.length());
    if (isDivision(open, end) && Character.isLowerCase(line.charAt(0))) {
      open.setLength(open.length() - 1);
    } else if (isRange(open, end) && Character.isDigit(line.charAt(0))) {
      open.append(line);
      return;
    } else if (!isWide(end) || line.charAt(0) < 0x80) {
      open.append(' ');
    }
    open.append(line);
  }

  private static boolean isDivision(StringBuilder open, int end) {
    boolean hyphen = end == '-' || end == '\u00AD' || end == '\u2010';
    return hyphen
        && open.length() > 1
        && Character.isLowerCase(open.codePointBefore(open.length() - 1));
  }

  private static boolean isRange(StringBuilder open, int end) {
    return (end == '-' || end == '–')
        && open.length() > 1
        && Character.isDigit(open.charAt(open.length() - 2));
  }

  /** Chinese and Japanese are written without spaces, Korean is not. */
  private static boolean isWide(int c) {
    return c >= 0x2E80 && c < 0xA000
        || c >= 0xF900 && c < 0xFB00
        || c >= 0xFF00 && c < 0xFFF0
        || c >= 0x20000;
  }

  private static void close(StringBuilder open, List<Part> result) {
    if (open.length() > 0) {
      result.add(new Part(0, open.toString()));
      open.setLength(0);
    }
  }

  private static int width(String line) {
    return line.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
  }
}
