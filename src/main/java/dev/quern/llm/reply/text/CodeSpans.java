package dev.quern.llm.reply.text;

import java.util.BitSet;

/** Where a Markdown text is code: closed fences, and spans between equal runs of backticks. */
public final class CodeSpans {

  /** A span between backticks is looked for this far, which keeps odd input linear. */
  private static final int MAX_SPAN = 500;

  private final BitSet code = new BitSet();

  public CodeSpans(String text) {
    this(text, false);
  }

  /**
   * The same.
   *
   * @param cutOff whether the end of the text is missing: a fence that is still open is code too
   */
  public CodeSpans(String text, boolean cutOff) {
    int fenceStart = -1;
    String fence = "";
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      String mark = fenceMark(text, from, end);
      if (fenceStart >= 0) {
        if (mark.startsWith(fence) && blankAfter(text, from, end, mark)) {
          code.set(fenceStart, end);
          fenceStart = -1;
        }
      } else if (!mark.isEmpty()) {
        fenceStart = from;
        fence = mark;
      } else {
        inline(text, from, end);
      }
      from = end + 1;
    }
    if (cutOff && fenceStart >= 0) {
      code.set(fenceStart, text.length());
    }
  }

  public boolean holds(int position) {
    return code.get(position);
  }

  private void inline(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == '`') {
        int run = run(text, i, end);
        int close = closing(text, i + run, Math.min(end, i + run + MAX_SPAN), run);
        if (close >= 0) {
          code.set(i, close + run);
          i = close;
        }
        i += run - 1;
      }
    }
  }

  private static int closing(String text, int from, int end, int length) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == '`') {
        int run = run(text, i, end);
        if (run == length) {
          return i;
        }
        i += run - 1;
      }
    }
    return -1;
  }

  private static int run(String text, int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) == text.charAt(from)) {
      i++;
    }
    return i - from;
  }

  private static String fenceMark(String text, int from, int end) {
    int i = from;
    while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    if (i < end && (text.charAt(i) == '`' || text.charAt(i) == '~')) {
      int run = run(text, i, end);
      return run < 3 ? "" : text.substring(i, i + run);
    }
    return "";
  }

  private static boolean blankAfter(String text, int from, int end, String mark) {
    return text.substring(from, end).strip().length() == mark.length();
  }
}
