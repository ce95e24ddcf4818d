package dev.quern.document.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/** Elements inside a line that change what its text says: scripts, code, what is struck out. */
public final class InlineMarks {

  private final StringBuilder text;
  private final Deque<Integer> starts = new ArrayDeque<>();

  /** Works on the text of the block that is being gathered. */
  public InlineMarks(StringBuilder text) {
    this.text = text;
  }

  public static boolean isMark(String element) {
    return switch (element) {
      case "sup", "sub", "code", "samp", "tt", "s", "strike" -> true;
      default -> false;
    };
  }

  public void start() {
    starts.push(text.length());
  }

  /** Ends the innermost one; left as it stands in preformatted text. */
  public void end(String element, boolean preformatted) {
    int start = starts.isEmpty() ? text.length() : starts.pop();
    if (preformatted || start >= text.length()) {
      return;
    }
    String inner = text.substring(start);
    if (!inner.isBlank()) {
      text.replace(start, text.length(), marked(element, inner));
    }
  }

  private static String marked(String element, String inner) {
    return switch (element) {
      case "sup" -> Scripts.superscript(inner);
      case "sub" -> Scripts.subscript(inner);
      case "s", "strike" -> "~~" + inner.strip() + "~~" + (inner.endsWith(" ") ? " " : "");
      default -> code(inner.strip());
    };
  }

  private static String code(String inner) {
    return inner.contains("`") ? "`` " + inner + " ``" : "`" + inner + "`";
  }
}
