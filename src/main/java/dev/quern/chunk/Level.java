package dev.quern.chunk;

/** The kinds of places where a text may be cut, the better ones first. */
enum Level {
  /** Before a blank line. */
  PARAGRAPH {
    @Override
    boolean at(Window w, int from, int index) {
      return LINE.at(w, from, index) && isBlankLineAfter(w, index);
    }
  },
  /** Before a line end. */
  LINE {
    @Override
    boolean at(Window w, int from, int index) {
      char c = w.charAt(index);
      return c == '\r' || c == '\n' && (index == 0 || w.charAt(index - 1) != '\r');
    }
  },
  /** After a sentence, or before a blank line. */
  SENTENCE {
    @Override
    boolean at(Window w, int from, int index) {
      return Sentences.endsAt(w, from, index) || PARAGRAPH.at(w, from, index);
    }
  },
  /** Before white space, or after a comma of scripts that write no spaces. */
  WORD {
    @Override
    boolean at(Window w, int from, int index) {
      return Blanks.isBlank(w.charAt(index))
          || index > 0 && "，、：；。！？".indexOf(w.charAt(index - 1)) >= 0;
    }
  };

  abstract boolean at(Window w, int from, int index);

  /** The last such place after {@code after} and at most {@code limit}, or -1. */
  int last(Window w, int from, int after, int limit) {
    for (int i = Math.min(limit, w.length() - 1); i > after; i--) {
      if (at(w, from, i) && Graphemes.isBoundary(w, from, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlankLineAfter(Window w, int lineEnd) {
    int end = Math.min(w.length(), lineEnd + Window.LOOKAHEAD / 2);
    boolean pair = w.charAt(lineEnd) == '\r' && lineEnd + 1 < end && w.charAt(lineEnd + 1) == '\n';
    int next = lineEnd + (pair ? 2 : 1);
    while (next < end && !Blanks.isLineEnd(w.charAt(next)) && Blanks.isBlank(w.charAt(next))) {
      next++;
    }
    return next < end && Blanks.isLineEnd(w.charAt(next));
  }
}
