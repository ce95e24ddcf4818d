package dev.quern.document.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/** Elements inside a line that change what its text says: scripts, code, what is struck out. */
public final class InlineMarks {

  private final StringBuilder text;
  private final Deque<Integer> starts = new ArrayDeque<>();
  private Ended last = new Ended("", 0, "", "");

  /** A mark that has ended: where it began, what is in it, what was made of that. */
  private record Ended(String element, int start, String inner, String marked) {}

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

  /** Starts a mark; one that follows another of its kind at once goes on with it. */
  public void start(String element) {
    boolean goesOn =
        last.element().equals(element)
            && text.length() == last.start() + last.marked().length()
            && text.indexOf(last.marked(), last.start()) == last.start();
    if (goesOn) {
      text.setLength(last.start());
      text.append(last.inner());
    }
    starts.push(goesOn ? last.start() : text.length());
    last = new Ended("", 0, "", "");
  }

  /** A link begins or ends: no mark goes on across it. */
  public void cut() {
    last = new Ended("", 0, "", "");
  }

  /** Ends the innermost one; left as it stands in preformatted text. */
  public void end(String element, boolean preformatted) {
    int start = starts.isEmpty() ? text.length() : starts.pop();
    if (preformatted || start >= text.length()) {
      return;
    }
    String inner = text.substring(start);
    if (!inner.isBlank()) {
      String marked = marked(element, inner);
      text.replace(start, text.length(), marked);
      last = new Ended(element, start, inner, marked);
    }
  }

  private static String marked(String element, String inner) {
    return switch (element) {
      case "sup" -> Scripts.superscript(inner.strip()) + after(inner);
      case "sub" -> Scripts.subscript(inner.strip()) + after(inner);
      case "s", "strike" -> before(inner) + "~~" + inner.strip() + "~~" + after(inner);
      default -> code(inner.strip());
    };
  }

  private static String before(String inner) {
    return inner.substring(0, inner.indexOf(inner.strip()));
  }

  private static String after(String inner) {
    return inner.substring(inner.stripTrailing().length());
  }

  private static String code(String inner) {
    return inner.contains("`") ? "`` " + inner + " ``" : "`" + inner + "`";
  }
}
