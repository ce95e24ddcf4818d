package dev.quern.chunk.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The visible part of a text. Indexes are UTF-16 units from the window's start, which is always a
 * grapheme boundary. It grows when {@link #ensure} is called. Decisions must only use ensured text,
 * so that they do not depend on how the reader delivers the text.
 */
public final class Window implements CharSequence {

  /** How much text after a place is examined, in UTF-16 units. */
  public static final int LOOKAHEAD = 512;

  /** The indent of a start that is not the start of a line. */
  public static final int MID_LINE = -1;

  private final Reader reader;
  private char[] buffer = new char[16_384];
  private int start;
  private int end;
  private boolean exhausted;
  private long offset;
  private long units;
  private int indent;

  public Window(Reader reader) {
    this.reader = reader;
  }

  /** Reads on until {@code length} units are there or the text ends; false if it ends before. */
  public boolean ensure(long length) {
    while (end - start < length && !exhausted) {
      makeRoom((int) Math.min(length, Integer.MAX_VALUE - 16));
      try {
        int read = reader.read(buffer, end, buffer.length - end);
        exhausted = read < 0;
        end += Math.max(0, read);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The text could not be read on at code point " + (offset + length()), e);
      }
    }
    return end - start >= length;
  }

  private void makeRoom(int length) {
    if (end < buffer.length && start + length <= buffer.length) {
      return;
    }
    if (length > buffer.length / 2) {
      buffer = Arrays.copyOfRange(buffer, start, start + Math.max(2 * length, buffer.length));
    } else {
      System.arraycopy(buffer, start, buffer, 0, end - start);
    }
    end -= start;
    start = 0;
  }

  /** Moves the start on by {@code units}. */
  public void advance(int units) {
    if (units > 0) {
      offset += Character.codePointCount(buffer, start, units);
      start += units;
      this.units += units;
      indent = MID_LINE;
    }
  }

  /** Moves the start over white space, up to {@code stop}; true if it then is at something else. */
  public boolean skipBlanks() {
    while (ensure(LOOKAHEAD) || length() > 0) {
      int blank = Whitespace.lengthAt(this, 0);
      if (blank == 0) {
        return true;
      }
      skipBlank(blank);
    }
    return false;
  }

  /** Moves the start over one white-space grapheme, keeping account of the indent. */
  public void skipBlank(int units) {
    char c = charAt(0);
    int columns = c == '\t' ? 4 : 1;
    int next =
        Whitespace.isLineEnd(c) ? 0 : indent == MID_LINE ? MID_LINE : Math.min(9, indent + columns);
    advance(units);
    indent = next;
  }

  /** Columns of white space before the start, from 0 to 9, or {@link #MID_LINE}. */
  public int indent() {
    return indent;
  }

  /** Code points of the text before the start. */
  public long offset() {
    return offset;
  }

  /** UTF-16 units of the text before the start. */
  public long units() {
    return units;
  }

  /** The index {@code count} code points after {@code from}, or the end of what is there. */
  public int indexAfter(int from, int count) {
    int index = start + from;
    for (int i = 0; i < count && index < end; i++) {
      boolean pair =
          Character.isHighSurrogate(buffer[index])
              && index + 1 < end
              && Character.isLowSurrogate(buffer[index + 1]);
      index += pair ? 2 : 1;
    }
    return index - start;
  }

  /** The index {@code count} code points before {@code from}, or 0. */
  public int indexBefore(int from, int count) {
    int index = from;
    for (int i = 0; i < count && index > 0; i++) {
      index -= Character.charCount(codePointBefore(index));
    }
    return index;
  }

  public int codePointAt(int index) {
    return Character.codePointAt(buffer, start + index, end);
  }

  public int codePointBefore(int index) {
    return Character.codePointBefore(buffer, start + index, start);
  }

  public int codePointCount(int from, int to) {
    return Character.codePointCount(buffer, start + from, to - from);
  }

  public String slice(int from, int to) {
    return new String(buffer, start + from, to - from);
  }

  @Override
  public char charAt(int index) {
    return buffer[start + index];
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return slice(from, to);
  }

  @Override
  public String toString() {
    return slice(0, length());
  }
}
