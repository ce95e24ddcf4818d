package dev.quern.chunk.text;

/** The kinds of places where a text may be cut, the better ones first. */
public enum CutLevel {
  /** Before a blank line, unless that separates a heading from its text. */
  PARAGRAPH {
    @Override
    public boolean at(Window w, int from, int index) {
      return isLineEnd(w, index) && isBlankLineAfter(w, index) && !partsHeading(w, from, index);
    }
  },
  /** Before a line end, unless that separates a heading from its text. */
  LINE {
    @Override
    public boolean at(Window w, int from, int index) {
      return isLineEnd(w, index) && !partsHeading(w, from, index);
    }
  },
  /** After a sentence, or between paragraphs. */
  SENTENCE {
    @Override
    public boolean at(Window w, int from, int index) {
      return Sentences.endsAt(w, from, index) || PARAGRAPH.at(w, from, index);
    }
  },
  /** Before white space, or after a comma of scripts that write no spaces. */
  WORD {
    @Override
    public boolean at(Window w, int from, int index) {
      if (Whitespace.isBlank(w.charAt(index))) {
        return true;
      }
      char before = index > 0 ? w.charAt(index - 1) : ' ';
      return before >= '\u3001' && !Whitespace.isHan(before) && "，、：；。！？".indexOf(before) >= 0;
    }
  };

  public abstract boolean at(Window w, int from, int index);

  /** The last such place after {@code after} and at most {@code limit}, or -1. */
  public int last(Window w, int from, int after, int limit) {
    for (int i = Math.min(limit, w.length() - 1); i > after; i--) {
      if (at(w, from, i) && Graphemes.isBoundary(w, from, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLineEnd(Window w, int index) {
    char c = w.charAt(index);
    return c == '\r' || c == '\n' && (index == 0 || w.charAt(index - 1) != '\r');
  }

  /** Whether the line before is a heading and what follows is not. */
  private static boolean partsHeading(Window w, int from, int lineEnd) {
    int min = Math.max(from, lineEnd - Window.LOOKAHEAD / 2);
    int start = lineEnd;
    while (start > min && !Whitespace.isLineEnd(w.charAt(start - 1))) {
      start--;
    }
    if (start == lineEnd || w.charAt(start) != '#') {
      return false;
    }
    int end = Math.min(w.length(), lineEnd + Window.LOOKAHEAD / 2);
    int next = Whitespace.skip(w, lineEnd, end);
    return next < end && w.charAt(next) != '#';
  }

  private static boolean isBlankLineAfter(Window w, int lineEnd) {
    int end = Math.min(w.length(), lineEnd + Window.LOOKAHEAD / 2);
    boolean pair = w.charAt(lineEnd) == '\r' && lineEnd + 1 < end && w.charAt(lineEnd + 1) == '\n';
    int next = lineEnd + (pair ? 2 : 1);
    while (next < end
        && !Whitespace.isLineEnd(w.charAt(next))
        && Whitespace.isBlank(w.charAt(next))) {
      next++;
    }
    return next < end && Whitespace.isLineEnd(w.charAt(next));
  }
}
