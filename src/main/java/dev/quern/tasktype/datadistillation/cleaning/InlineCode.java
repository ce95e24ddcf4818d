package dev.quern.tasktype.datadistillation.cleaning;

import java.util.BitSet;

/**
 * Code between backticks: a run of them, and the next one of the same length in its paragraph
 * (CommonMark 0.31, section 6.1).
 */
final class InlineCode {

  private InlineCode() {}

  static void keep(String text, BitSet places) {
    int at = text.indexOf('`');
    while (at >= 0) {
      int end = runEnd(text, at);
      int close = places.get(at) ? -1 : closing(text, end, end - at);
      if (close >= 0) {
        places.set(at, close);
        end = close;
      }
      at = text.indexOf('`', end);
    }
  }

  private static int runEnd(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return end;
  }

  /** The index after the closing run; -1 if the paragraph has none. */
  private static int closing(String text, int from, int length) {
    boolean lineIsBlank = false;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`') {
        int end = runEnd(text, at);
        if (end - at == length) {
          return end;
        }
        at = end;
        lineIsBlank = false;
        continue;
      }
      if (c == '\n' || c == '\r' && !text.startsWith("\r\n", at)) {
        if (lineIsBlank) {
          return -1;
        }
        lineIsBlank = true;
      } else if (!WhitespaceTrim.isSpace(c)) {
        lineIsBlank = false;
      }
      at++;
    }
    return -1;
  }
}
