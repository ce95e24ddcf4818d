package dev.quern.chunk;

import dev.quern.chunk.text.Graphemes;
import dev.quern.chunk.text.Window;

/**
 * The occurrences of a literal string, left to right, none overlapping another. An occurrence
 * inside a larger grapheme (such as a family emoji) does not count; the line feed of a CRLF does.
 */
final class Delimiter {

  static final int NONE = Integer.MAX_VALUE;

  private final String text;
  private long searched;

  Delimiter(String text) {
    this.text = text;
  }

  int length() {
    return text.length();
  }

  /** The first occurrence that starts before {@code limit}, or {@link #NONE}. */
  int find(Window w, long limit) {
    int index = (int) Math.max(0, searched - w.units());
    char first = text.charAt(0);
    w.ensure(Math.min(limit, index) + Window.LOOKAHEAD);
    for (; index < limit; index++) {
      if (index + text.length() + 2 > w.length()) {
        w.ensure(index + text.length() + Window.LOOKAHEAD);
        if (index + text.length() > w.length()) {
          break;
        }
      }
      if (w.charAt(index) == first && matches(w, index)) {
        searched = w.units() + index;
        return index;
      }
    }
    searched = w.units() + index;
    return NONE;
  }

  private boolean matches(Window w, int index) {
    for (int i = 1; i < text.length(); i++) {
      if (w.charAt(index + i) != text.charAt(i)) {
        return false;
      }
    }
    return isEdge(w, index) && isEdge(w, index + text.length());
  }

  private static boolean isEdge(Window w, int index) {
    boolean lineFeed = index > 0 && index < w.length() && w.charAt(index) == '\n';
    return lineFeed && w.charAt(index - 1) == '\r' || Graphemes.isBoundary(w, 0, index);
  }
}
