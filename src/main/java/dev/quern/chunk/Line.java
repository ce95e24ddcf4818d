package dev.quern.chunk;

import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;

/**
 * A line in the window.
 *
 * @param start index of its first character that is not white
 * @param end index after its last character that is not white; {@code start} when it is blank
 * @param next index of the next line
 * @param complete false when the line continues after the examined text
 */
record Line(int start, int end, int next, boolean complete) {

  /** Reads the line at {@code from}, up to {@code to}. */
  static Line read(Window w, int from, int to) {
    int start = from;
    while (start < to
        && !Whitespace.isLineEnd(w.charAt(start))
        && Whitespace.isBlank(w.charAt(start))) {
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
    return new Line(start, end, next, lineEnd < to || to == w.length());
  }

  boolean isBlank() {
    return start == end;
  }
}
