package dev.quern.chunk.text;

/**
 * White space between chunks. What is trimmed and may lie between chunks is {@link
 * Character#isWhitespace}, one whole grapheme at a time: a space that carries a combining mark
 * stays.
 */
public final class Whitespace {

  private Whitespace() {}

  public static boolean isBlank(int codePoint) {
    return codePoint <= ' '
        ? Character.isWhitespace(codePoint)
        : codePoint > 0x7f && codePoint <= 0x3000 && Character.isWhitespace(codePoint);
  }

  /** Whether this is a common Chinese character, which is never white space and never combines. */
  public static boolean isHan(char c) {
    return c >= 0x4e00 && c <= 0x9fff;
  }

  public static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Units of the white-space grapheme at a boundary, 0 if there is something else. */
  public static int lengthAt(Window w, int index) {
    char c = w.charAt(index);
    if (!isBlank(c)) {
      return 0;
    }
    int length = c == '\r' && index + 1 < w.length() && w.charAt(index + 1) == '\n' ? 2 : 1;
    return Graphemes.isBoundary(w, index, index + length) ? length : 0;
  }

  /**
   * The index of the first thing from boundary {@code from} that is not white, at most {@code to}.
   */
  public static int skip(Window w, int from, int to) {
    int index = from;
    while (index < to) {
      int length = lengthAt(w, index);
      if (length == 0) {
        return index;
      }
      index += length;
    }
    return to;
  }

  /** The end of {@code from..to} without white-space graphemes at its end. */
  public static int trimEnd(Window w, int from, int to) {
    int index = to;
    while (index > from && isBlank(w.charAt(index - 1))) {
      boolean pair = index - from > 1 && w.charAt(index - 1) == '\n' && w.charAt(index - 2) == '\r';
      int before = index - (pair ? 2 : 1);
      if (!Graphemes.isBoundary(w, from, before)) {
        break;
      }
      index = before;
    }
    return index;
  }

  /** Whether a chunk would look empty; no-break spaces count as white space here. */
  public static boolean isInvisible(Window w, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = w.charAt(i);
      if (!isBlank(c) && !Character.isSpaceChar(c) && c != '\u0085') {
        return false;
      }
    }
    return true;
  }
}
