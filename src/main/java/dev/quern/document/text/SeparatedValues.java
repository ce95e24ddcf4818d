package dev.quern.document.text;

import dev.quern.document.markdown.PipeTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns separated values (RFC 4180 and its relatives) into a Markdown table. The separator is the
 * one of comma, semicolon, tab and bar that splits the first lines most evenly. Quotes that do not
 * end within a million characters are taken as plain text, so that memory stays bounded.
 */
class SeparatedValues {

  private static final String SEPARATORS = ",;\t|";
  private static final int LOOK_AHEAD = 1 << 16;
  private static final int LONGEST_VALUE = 1_000_000;
  private static final int MAX_COLUMNS = 20_000;

  private final Reader in;
  private final char separator;
  private final List<String> row = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();

  private SeparatedValues(Reader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  static void toTable(Reader text, Writer markdown) throws IOException {
    BufferedReader in = new BufferedReader(text, LOOK_AHEAD);
    in.mark(LOOK_AHEAD);
    char[] start = new char[LOOK_AHEAD];
    int length = in.read(start, 0, LOOK_AHEAD);
    in.reset();
    char separator = separator(new String(start, 0, Math.max(0, length)));
    new SeparatedValues(in, separator).write(new PipeTable(markdown));
  }

  static char separator(String start) {
    List<String> lines = start.lines().filter(l -> !l.isBlank()).limit(20).toList();
    char best = ',';
    double bestShare = 0;
    for (char candidate : SEPARATORS.toCharArray()) {
      List<Long> counts = lines.stream().map(line -> count(line, candidate)).toList();
      long first = counts.isEmpty() ? 0 : counts.get(0);
      double even = counts.stream().filter(c -> c == first && c > 0).count();
      // More columns decide between separators that split as evenly.
      double share = even / lines.size() + first / 10_000.0;
      if (even > 0 && share > bestShare) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  }

  private static long count(String line, char separator) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      count += !quoted && line.charAt(i) == separator ? 1 : 0;
    }
    return count;
  }

  private void write(PipeTable table) throws IOException {
    boolean quoted = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (quoted) {
        quoted = c != '"' || quoteGoesOn();
        if (quoted) {
          value.append((char) c);
          quoted = value.length() < LONGEST_VALUE;
        }
      } else if (c == '"' && value.length() == 0) {
        quoted = true;
      } else if (c == separator) {
        endValue();
      } else if (c == '\n' || c == '\r') {
        endRow(table);
      } else {
        value.append((char) c);
      }
      if (value.length() >= LONGEST_VALUE) {
        endValue();
      }
      if (row.size() >= MAX_COLUMNS) {
        endRow(table);
      }
    }
    endRow(table);
    table.end();
  }

  /** After a quote inside quotes: a second one stands for itself. */
  private boolean quoteGoesOn() throws IOException {
    in.mark(1);
    if (in.read() == '"') {
      return true;
    }
    in.reset();
    return false;
  }

  private void endValue() {
    row.add(value.toString());
    value.setLength(0);
  }

  private void endRow(PipeTable table) throws IOException {
    endValue();
    table.row(row);
    row.clear();
  }
}
