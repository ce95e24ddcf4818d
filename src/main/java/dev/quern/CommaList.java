package dev.quern;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts in one line with commas between them, as people write tags. One that holds a comma itself,
 * or begins with a quote, stands in double quotes, and a quote in it is doubled, as in CSV: {@code
 * a, "b, c"}.
 */
public final class CommaList {

  private CommaList() {}

  /** The texts of a line, without white space around them; those that are empty are left out. */
  public static List<String> read(String line) {
    List<String> found = new ArrayList<>();
    for (int from = 0; from <= line.length(); ) {
      int end = end(line, from);
      String text = line.substring(from, end).strip();
      boolean quoted = text.length() > 1 && closing(text, 0) == text.length() - 1;
      text = quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip() : text;
      if (!text.isEmpty()) {
        found.add(text);
      }
      from = end + 1;
    }
    return found;
  }

  /** The line that is read as these texts. */
  public static String write(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                text.startsWith("\"") || text.indexOf(',') >= 0
                    ? "\"" + text.replace("\"", "\"\"") + "\""
                    : text)
        .collect(Collectors.joining(", "));
  }

  /** Where the text ends that begins there: at a comma, or at the end of the line. */
  private static int end(String line, int from) {
    int start = from;
    while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
      start++;
    }
    int close = closing(line, start);
    int comma = line.indexOf(',', from);
    if (close > comma) {
      int next = line.indexOf(',', close);
      boolean alone = line.substring(close + 1, next < 0 ? line.length() : next).isBlank();
      comma = alone ? next : comma; // else it is a text that happens to begin with a quote
    }
    return comma < 0 ? line.length() : comma;
  }

  /** The quote that closes the one there; -1 where there is none, or it is never closed. */
  private static int closing(String line, int open) {
    if (open >= line.length() || line.charAt(open) != '"') {
      return -1;
    }
    int at = line.indexOf('"', open + 1);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    return at;
  }
}
