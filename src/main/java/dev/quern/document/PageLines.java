package dev.quern.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts the lines of a page together to paragraphs again. A line goes on in the next one when it
 * fills the width of its block; short lines (headings, rows of a table, addresses) stay lines of
 * their own. A hyphen at a line's end between small letters is taken for a division of the word.
 */
class PageLines {

  private static final Pattern NEW_ITEM =
      Pattern.compile(
          "[·•▪■●◦○◆➢\\uF0B7\\uF0A7]\\s*\\S.*|[–*-]\\s+\\S.*|\\(?\\d{1,3}[.)]\\s+\\S.*");

  private static final Pattern DIVIDED = Pattern.compile("(?s).*\\p{Ll}[-\\u00AD\\u2010]");

  private static final Pattern ENDS_WIDE =
      Pattern.compile(
          "(?s).*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303F\\uFF00-\\uFFEF]");

  /** Below this width there is no telling whether a line is full. */
  private static final int NARROWEST = 40;

  List<String> paragraphs(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("[ \\t\\u00A0]+", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    int widest = lines.stream().mapToInt(PageLines::width).max().orElse(0);
    List<String> result = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    boolean goesOn = false;
    for (String line : lines) {
      if (goesOn && !NEW_ITEM.matcher(line).matches()) {
        append(open, line);
      } else {
        close(open, result);
        open.append(line);
      }
      goesOn = widest >= NARROWEST && width(line) >= 0.75 * widest;
    }
    close(open, result);
    return result;
  }

  private static void append(StringBuilder open, String line) {
    boolean lower = Character.isLowerCase(line.charAt(0));
    if (DIVIDED.matcher(open).matches() && lower) {
      open.setLength(open.length() - 1);
    } else if (!ENDS_WIDE.matcher(open).matches() || line.charAt(0) < 0x80) {
      open.append(' ');
    }
    open.append(line);
  }

  private static void close(StringBuilder open, List<String> result) {
    if (open.length() > 0) {
      result.add(open.toString());
      open.setLength(0);
    }
  }

  private static int width(String line) {
    return line.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
  }
}
