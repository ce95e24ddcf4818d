package dev.quern.document.table;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of separated values. Quotes count as quotes only around a whole value: a quote
 * that never closes, or that closes within the value ({@code "x" y}), is kept as text. Memory is
 * bounded by the longest value, a million characters; longer values are split.
 *
 * <p>Commons CSV and univocity read a quote that never closes to the end of the file, or drop the
 * quotes of {@code "x" y}; so this is written here.
 */
public final class ValueReader {

  private static final int MAX_VALUE = 1_000_000;
  private static final int MAX_COLUMNS = 20_000;

  /** How far a quote within a value is looked for: a line of a million quotes takes no hour. */
  private static final int FARTHEST_QUOTE = 1_000;

  private final Lookahead in;
  private final Dialect dialect;

  /** Of a text in a dialect. */
  public ValueReader(Reader text, Dialect dialect) {
    this.in = new Lookahead(text);
    this.dialect = dialect;
  }

  /** The next row, with one value at least; null at the end. */
  public @Nullable List<String> row() throws IOException {
    if (in.peek(0) < 0) {
      return null;
    }
    List<String> row = new ArrayList<>();
    do {
      row.add(value(row.size()));
    } while (row.size() < MAX_COLUMNS && goesOn());
    return row;
  }

  /** Takes what stands behind a value: whether it is a separator and not the end of the row. */
  private boolean goesOn() throws IOException {
    int c = in.peek(0);
    if (c == '\r' || c == '\n') {
      in.take();
      if (c == '\r' && in.peek(0) == '\n') {
        in.take();
      }
      return false;
    }
    if (c == dialect.separator()) {
      in.take();
    }
    return c >= 0;
  }

  private String value(int before) throws IOException {
    int blanks = 0;
    while (in.peek(blanks) == ' ' && blanks < 100) {
      blanks++;
    }
    int length = in.peek(blanks) == '"' ? quotedLength(blanks, before) : -1;
    if (length < 0) {
      return plain();
    }
    in.skip(blanks + 1);
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < length; i++) {
      char c = (char) in.take();
      boolean escape = c == (dialect.backslash() ? '\\' : '"') && in.peek(0) == '"';
      if (escape && i + 1 < length) {
        c = (char) in.take();
        i++;
      }
      value.append(c);
    }
    in.skip(1);
    while (in.peek(0) == ' ') {
      in.skip(1);
    }
    return value.toString();
  }

  private String plain() throws IOException {
    StringBuilder value = new StringBuilder();
    for (int c = in.peek(0); !ends(c) && value.length() < MAX_VALUE; c = in.peek(0)) {
      value.append((char) c);
      in.skip(1);
    }
    return value.toString();
  }

  private boolean ends(int c) {
    return c < 0 || c == dialect.separator() || c == '\n' || c == '\r';
  }

  /** How many characters stand between a quote and the one that closes it; -1 where none does. */
  private int quotedLength(int blanks, int before) throws IOException {
    int from = blanks + 1;
    boolean severalLines = false;
    int closing = -1;
    for (int at = from; at - from < MAX_VALUE; at++) {
      int c = in.peek(at);
      if (c < 0) {
        return -1;
      }
      severalLines |= c == '\n' || c == '\r';
      if (dialect.backslash() && c == '\\' && in.peek(at + 1) == '"') {
        at++;
      } else if (c == '"') {
        if (closes(at)) {
          return severalLines && everyLineIsARow(at, before) ? -1 : at - from;
        }
        boolean doubled = !dialect.backslash() && in.peek(at + 1) == '"';
        if (!doubled && at + 1 > closing) { // behind the quote that was found to close it
          closing = severalLines ? -1 : closingInThisLine(at + 1);
        }
        if (!doubled && closing < 0) {
          return -1;
        }
        at += doubled ? 1 : 0;
      }
    }
    return -1;
  }

  /** Whether a separator or an end follows, after blanks. */
  private boolean closes(int quote) throws IOException {
    int after = quote + 1;
    while (in.peek(after) == ' ') {
      after++;
    }
    return ends(in.peek(after));
  }

  /**
   * {@code "say "hi" now"}: where a quote further on closes, before another value begins with one;
   * -1 where none does.
   */
  private int closingInThisLine(int from) throws IOException {
    for (int at = from; at < from + FARTHEST_QUOTE; at++) {
      int c = in.peek(at);
      if (c < 0 || c == '\n' || c == '\r') {
        return -1;
      }
      if (c == '"' && in.peek(at - 1) == dialect.separator()) {
        return -1;
      }
      if (c == '"' && closes(at)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Whether each line that the value reaches, up to {@code end}, has as many values as a row has:
   * they are rows then, in a dialect that mostly has no quotes. Of the first line, {@code before}
   * values are taken already.
   */
  private boolean everyLineIsARow(int end, int before) throws IOException {
    if (dialect.columns() < 2 || dialect.isQuoting()) {
      return false;
    }
    int separators = before;
    int lines = 0;
    for (int at = 0; at < MAX_VALUE; at++) {
      int c = in.peek(at);
      separators += c == dialect.separator() ? 1 : 0;
      boolean last = at > end && (c < 0 || c == '\r' || c == '\n');
      if (last || c == '\n') {
        lines++;
        if (separators != dialect.columns() - 1) {
          return false;
        }
        separators = 0;
      }
      if (last) {
        break;
      }
    }
    return lines > 2;
  }
}
