package dev.quern.tasktype.datadistillation.cleaning;

/** White space, and trimming it from a text. */
final class WhitespaceTrim {

  private WhitespaceTrim() {}

  /** A line end, on its own or a part of one. */
  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** White space, also a space that does not break. */
  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Whether a text is white space alone. */
  static boolean isBlank(String text) {
    return text.chars().allMatch(c -> isSpace((char) c));
  }

  /** White space within a line. */
  static boolean isBlank(char c) {
    return isSpace(c) && !isLineEnd(c);
  }

  /**
   * Trims white space at both ends. If every line has the indentation of the first one, all lose
   * it, so that a list or a piece of code keeps its shape.
   */
  static String trim(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(text.charAt(end - 1))) {
      end--;
    }
    String trimmed = text.substring(begin, end);
    int line = begin;
    while (line > 0 && !isLineEnd(text.charAt(line - 1))) {
      line--;
    }
    String indentation = text.substring(line, begin);
    return indentation.isEmpty() || !CodeFences.none(trimmed)
        ? trimmed
        : dedent(trimmed, indentation);
  }

  private static String dedent(String text, String indentation) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int next = at;
      while (next < text.length() && !isLineEnd(text.charAt(next))) {
        next++;
      }
      boolean blank = isBlank(text.substring(at, next));
      if (at > 0 && !blank && !text.startsWith(indentation, at)) {
        return text;
      }
      out.append(text, at > 0 && !blank ? at + indentation.length() : at, next);
      at = Math.min(next + 1, text.length());
      out.append(text, next, at);
    }
    return out.toString();
  }
}
