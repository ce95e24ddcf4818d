package dev.quern.document.table;

import java.io.IOException;
import java.io.Reader;

/** A reader with lookahead. */
final class Lookahead {

  private final Reader in;
  private char[] buffer = new char[1 << 13];
  private int start;
  private int end;
  private boolean ended;

  Lookahead(Reader in) {
    this.in = in;
  }

  /** The character that many places after the next one; -1 after the end. */
  int peek(int ahead) throws IOException {
    while (start + ahead >= end) {
      if (ended || !fill()) {
        return -1;
      }
    }
    return buffer[start + ahead];
  }

  /** Takes the next character; -1 at the end. */
  int take() throws IOException {
    int c = peek(0);
    start += c < 0 ? 0 : 1;
    return c;
  }

  /** Takes so many characters that have been looked at. */
  void skip(int count) {
    start += count;
  }

  private boolean fill() throws IOException {
    if (start > 0 && end == buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, end, buffer.length - end);
    ended = count < 0;
    end += Math.max(0, count);
    return !ended;
  }
}
