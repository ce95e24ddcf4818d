package dev.quern.chunk;

import java.util.regex.Pattern;

/**
 * A line of Markdown in the window, as GFM (CommonMark with tables) reads it.
 *
 * @param start index of its first character that is not white
 * @param end index after its last character that is not white; {@code start} when it is blank
 * @param next index of the next line
 * @param indent columns of white space before {@code start}, {@link Window#MID_LINE} for the rest
 *     of a line that was cut
 * @param complete false when the line goes on past what was looked at
 */
record Line(Window window, int start, int end, int next, int indent, boolean complete) {

  private static final int DEEPEST = 3;
  private static final int LONGEST_MARKUP = 1_000;
  private static final Pattern TABLE_RULE =
      Pattern.compile("\\|?[ \\t]*:?-+:?[ \\t]*(\\|[ \\t]*:?-+:?[ \\t]*)*\\|?");

  /**
   * Reads the line at {@code from}, which has {@code indent} columns before it, up to {@code to}.
   */
  static Line read(Window w, int from, int to, int indent) {
    int start = from;
    int columns = indent;
    while (start < to
        && !Whitespace.isLineEnd(w.charAt(start))
        && Whitespace.isBlank(w.charAt(start))) {
      columns += columns < 0 ? 0 : w.charAt(start) == '\t' ? 4 : 1;
      start++;
    }
    int lineEnd = start;
    while (lineEnd < to && !Whitespace.isLineEnd(w.charAt(lineEnd))) {
      lineEnd++;
    }
    boolean pair =
        lineEnd + 1 < w.length() && w.charAt(lineEnd) == '\r' && w.charAt(lineEnd + 1) == '\n';
    int next = Math.min(w.length(), lineEnd + (pair ? 2 : 1));
    int end = Whitespace.trimEnd(w, start, lineEnd);
    return new Line(w, start, end, next, columns, lineEnd < to || to == w.length());
  }

  boolean isBlank() {
    return start == end;
  }

  /** The level of an ATX heading, 1 to 6, or 0. */
  int headingLevel() {
    if (!isAt('#')) {
      return 0;
    }
    int level = runLength();
    return level <= 6 && isBlankAfter(level) ? level : 0;
  }

  /** The text of an ATX heading, without the hashes around it. */
  String headingTitle() {
    String title = text().substring(runLength()).strip();
    int last = title.length();
    while (last > 0 && title.charAt(last - 1) == '#') {
      last--;
    }
    boolean closed = last == 0 || Whitespace.isBlank(title.charAt(last - 1));
    return closed ? title.substring(0, last).strip() : title;
  }

  /** The level that this line gives to the line above it, 1 or 2, or 0. */
  int underlineLevel() {
    if (!isAt('=') && !isAt('-') || start + runLength() < end) {
      return 0;
    }
    return window.charAt(start) == '=' ? 1 : 2;
  }

  /** Whether an underline below makes this line a heading: not a list item, quote or table row. */
  boolean mayBeUnderlined() {
    if (indent < 0 || indent > DEEPEST) {
      return false;
    }
    return switch (window.charAt(start)) {
      case '>', '|' -> false;
      case '-', '+', '*' -> !isBlankAfter(1);
      default -> !isNumbered();
    };
  }

  boolean isTableRow() {
    return indent >= 0 && window.charAt(start) == '|';
  }

  boolean hasCells() {
    for (int i = start; i < Math.min(end, start + LONGEST_MARKUP); i++) {
      if (window.charAt(i) == '|') {
        return true;
      }
    }
    return false;
  }

  /** Whether this is the line below the header of a table. */
  boolean isTableRule() {
    return !isBlank() && hasCells() && TABLE_RULE.matcher(text()).matches();
  }

  /** How many backticks or tildes start this line, 0 when fewer than three. */
  int fenceLength() {
    if (isBlank() || indent < 0) {
      return 0;
    }
    char c = window.charAt(start);
    int length = runLength();
    return (c == '`' || c == '~') && length >= 3 ? length : 0;
  }

  /** Whether nothing follows the first {@code length} characters that a fence may not have. */
  boolean opensFence(int length) {
    return length > 0 && (window.charAt(start) == '~' || text().indexOf('`', length) < 0);
  }

  String text() {
    return window.slice(start, Math.min(end, start + LONGEST_MARKUP));
  }

  private boolean isAt(char c) {
    return !isBlank() && indent >= 0 && indent <= DEEPEST && window.charAt(start) == c;
  }

  /** Whether this is an item of a numbered list. */
  private boolean isNumbered() {
    int next = start;
    while (next < end && next < start + 9 && Character.isDigit(window.charAt(next))) {
      next++;
    }
    boolean marked = next < end && (window.charAt(next) == '.' || window.charAt(next) == ')');
    return next > start && marked && isBlankAfter(next + 1 - start);
  }

  private boolean isBlankAfter(int length) {
    return start + length == end || Whitespace.isBlank(window.charAt(start + length));
  }

  /** How often the first character is repeated. */
  private int runLength() {
    int next = start;
    while (next < end && window.charAt(next) == window.charAt(start)) {
      next++;
    }
    return next - start;
  }
}
