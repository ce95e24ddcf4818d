package dev.quern.document.structure;

/**
 * Finds where other blocks than {@link PlainBlocks} end for certain, so that only they need the
 * parser: before a line at the margin that begins with a letter or a number sign, after an empty
 * one, outside of fences. Lists, quotes, tables and indented code end there (CommonMark 0.31,
 * sections 4 and 5).
 */
final class OtherBlocks {

  private static final int UNKNOWN = -1;
  private static final int MAX_INDENT = 3;
  private static final int MIN_FENCE = 3;

  private final String text;
  private boolean container;
  private char fence;
  private int fenceLength;

  private OtherBlocks(String text) {
    this.text = text;
  }

  /** The place, after {@code from}; -1 where it is not to be told from the lines. */
  static int end(String text, int from) {
    OtherBlocks blocks = new OtherBlocks(text);
    boolean empty = false;
    for (int line = from; line < text.length(); ) {
      int lineEnd = PlainBlocks.lineEnd(text, line);
      int at = line;
      while (at < lineEnd && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      boolean margin = at == line && at < lineEnd && blocks.isPlain(at);
      if (empty && margin && line > from && blocks.fence == 0) {
        return line;
      }
      if (at < lineEnd && !blocks.take(line, at, lineEnd)) {
        return UNKNOWN;
      }
      empty = at == lineEnd;
      line = PlainBlocks.afterLineEnd(text, lineEnd);
    }
    return UNKNOWN;
  }

  private boolean isPlain(int at) {
    return Character.isLetter(text.codePointAt(at)) || text.charAt(at) == '#';
  }

  /** Takes a line that is not empty; false for what may go on over empty lines unseen. */
  private boolean take(int line, int at, int lineEnd) {
    char c = text.charAt(at);
    int run = run(at, lineEnd);
    if (fence != 0) {
      boolean closes = c == fence && run >= fenceLength && at - line <= MAX_INDENT;
      if (closes && text.substring(at + run, lineEnd).isBlank()) {
        fence = 0;
      }
      return true;
    }
    if (c == '<') {
      return false;
    }
    container |= "-*+>".indexOf(c) >= 0 || Character.isDigit(c);
    boolean fenced = run >= MIN_FENCE && (c == '`' || c == '~');
    if (fenced && !container && at - line <= MAX_INDENT) {
      fence = c;
      fenceLength = run;
      return c == '~' || isNone('`', at + run, lineEnd);
    }
    return !fenced && !(container && hasFence(at, lineEnd));
  }

  private boolean isNone(char c, int from, int to) {
    return text.substring(from, to).indexOf(c) < 0;
  }

  private boolean hasFence(int from, int to) {
    String line = text.substring(from, to);
    return line.contains("```") || line.contains("~~~");
  }

  /** How often the first character stands at the start. */
  private int run(int at, int lineEnd) {
    int end = at;
    while (end < lineEnd && text.charAt(end) == text.charAt(at)) {
      end++;
    }
    return end - at;
  }
}
