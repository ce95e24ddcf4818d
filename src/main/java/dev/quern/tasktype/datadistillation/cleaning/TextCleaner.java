package dev.quern.tasktype.datadistillation.cleaning;

/**
 * Cleans a text: runs of spaces become one, three or more line ends two, repeated {@code ! ? ,}
 * one; there is no space before {@code , ; . ! ? :}; the edges are trimmed. It only removes
 * characters and never inserts any.
 *
 * <p>Protected parts are not changed ({@link ProtectedSpans}); neither is a space before a mark
 * that begins a word ({@code .NET}, {@code :D}, {@code !=}), is between digits ({@code 3 : 2}) or
 * belongs to an ellipsis. Full-width marks are not touched, nor are tabs, which separate columns.
 */
public final class TextCleaner {

  private static final String MARKS = ",;.!?:";
  private static final String REPEATED = "!?,";
  private static final String OPENING = "([{“‘«「『（【";
  private static final String CLOSING = "\"'”’»)]}」』）】";

  private final String text;
  private final ProtectedSpans kept;
  private final StringBuilder out;

  private TextCleaner(String text) {
    this.text = text;
    this.kept = ProtectedSpans.in(text);
    this.out = new StringBuilder(text.length());
  }

  /**
   * The clean text. Removing something may leave something else to remove, as in {@code ? ?}, so it
   * repeats until nothing changes: cleaning twice gives the same as cleaning once.
   */
  public static String clean(String text) {
    String before = text;
    String after = new TextCleaner(WhitespaceTrim.trim(before)).pass();
    while (!after.equals(before)) {
      before = after;
      after = new TextCleaner(WhitespaceTrim.trim(before)).pass();
    }
    return after;
  }

  private String pass() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (kept.holds(at)) {
        out.append(c);
        at++;
      } else if (WhitespaceTrim.isLineEnd(c)) {
        at = gap(at);
      } else if (WhitespaceTrim.isBlank(c)) {
        at = blanks(at);
      } else {
        boolean again = at > 0 && text.charAt(at - 1) == c && REPEATED.indexOf(c) >= 0;
        if (!again || kept.holds(at - 1)) {
          out.append(c);
        }
        at++;
      }
    }
    return out.toString();
  }

  /** Line ends with nothing but blanks between them: two stay at most. Returns where it goes on. */
  private int gap(int start) {
    int lineEnds = 0;
    int end = start;
    int at = start;
    while (at < text.length() && !kept.holds(at) && WhitespaceTrim.isSpace(text.charAt(at))) {
      if (!WhitespaceTrim.isLineEnd(text.charAt(at))) {
        at++;
        continue;
      }
      int next = text.startsWith("\r\n", at) ? at + 2 : at + 1;
      if (++lineEnds <= 2) {
        out.append(text, at, next);
      }
      at = next;
      end = next;
    }
    return end;
  }

  private int blanks(int start) {
    int end = start;
    int space = -1;
    while (end < text.length() && !kept.holds(end) && WhitespaceTrim.isBlank(text.charAt(end))) {
      space = space < 0 && text.charAt(end) == ' ' ? end : space;
      end++;
    }
    if (isTooMuchBeforeMark(start, end)) {
      return end;
    }
    if (isBreak(start, end)) {
      out.append("  ");
      return end;
    }
    boolean tabsOnly = text.substring(start, end).chars().allMatch(c -> c == '\t');
    if (tabsOnly) {
      out.append(text, start, end);
    } else {
      out.append(text.charAt(space < 0 ? start : space));
    }
    return end;
  }

  /** Two spaces at a line's end are a line break of Markdown, where another line follows. */
  private boolean isBreak(int start, int end) {
    if (end - start < 2 || end == text.length() || !WhitespaceTrim.isLineEnd(text.charAt(end))) {
      return false;
    }
    int next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    boolean line = next < text.length() && !WhitespaceTrim.isSpace(text.charAt(next));
    return line && text.substring(start, end).chars().allMatch(c -> c == ' ');
  }

  /** Whether the blanks from {@code start} to {@code end} stand before a mark and mean nothing. */
  private boolean isTooMuchBeforeMark(int start, int end) {
    if (start == 0 || end == text.length() || kept.holds(end)) {
      return false;
    }
    char before = text.charAt(start - 1);
    char mark = text.charAt(end);
    if (MARKS.indexOf(mark) < 0 || WhitespaceTrim.isSpace(before) || OPENING.indexOf(before) >= 0) {
      return false;
    }
    int after = end;
    while (after < text.length() && MARKS.indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    char next = after == text.length() ? ' ' : text.charAt(after);
    boolean ends = WhitespaceTrim.isSpace(next);
    return switch (mark) {
      case ':' -> ends && after == end + 1 && !isBetweenDigits(before, after);
      case ';' -> ends || Character.isLetter(next);
      case '.' -> (ends || closes(after)) && !isEllipsis(before, end, after);
      case ',' -> !(Character.isDigit(before) && Character.isDigit(next));
      default -> ends || closes(after) || beginsSentence(next);
    };
  }

  /** In code, {@code !} and {@code ?} stand before small letters and signs. */
  private static boolean beginsSentence(char c) {
    return Character.isLetter(c) && !Character.isLowerCase(c);
  }

  private boolean closes(int at) {
    boolean last = at + 1 >= text.length();
    return CLOSING.indexOf(text.charAt(at)) >= 0
        && (last || !Character.isLetterOrDigit(text.charAt(at + 1)));
  }

  private boolean isBetweenDigits(char before, int after) {
    int next = after;
    while (next < text.length() && WhitespaceTrim.isBlank(text.charAt(next))) {
      next++;
    }
    return Character.isDigit(before)
        && next < text.length()
        && Character.isDigit(text.charAt(next));
  }

  /** Two dots and more, or dots with a blank between them. */
  private boolean isEllipsis(char before, int dot, int after) {
    boolean dots = dot + 1 < after && text.charAt(dot + 1) == '.';
    boolean spaced =
        after == dot + 1
            && after + 1 < text.length()
            && WhitespaceTrim.isBlank(text.charAt(after))
            && text.charAt(after + 1) == '.';
    return dots || spaced || before == '.';
  }
}
