package dev.quern.document.text;

import dev.quern.document.markdown.PipeTable;
import dev.quern.document.table.Dialect;
import dev.quern.document.table.DialectDetection;
import dev.quern.document.table.ValueReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.List;

/**
 * Turns separated values (RFC 4180 and its relatives) into a Markdown table, and the lines of title
 * above it into paragraphs.
 */
class SeparatedValues {

  private static final int LOOK_AHEAD = 1 << 16;

  private SeparatedValues() {}

  static void toTable(Reader text, Writer markdown) throws IOException {
    toTable(text, markdown, "");
  }

  /** Converts a text; the file name is a hint for its separator. */
  static void toTable(Reader text, Writer markdown, String fileName) throws IOException {
    BufferedReader in = new BufferedReader(text, LOOK_AHEAD);
    in.mark(LOOK_AHEAD);
    Dialect dialect = DialectDetection.of(start(in), fileName);
    in.reset();
    ValueReader rows = new ValueReader(in, dialect);
    if (dialect.declared()) {
      rows.row();
    }
    PipeTable table = new PipeTable(markdown);
    int titles = dialect.titles();
    for (List<String> row = rows.row(); row != null; row = rows.row()) {
      String words = String.join("", row);
      if (titles == 0) {
        table.row(row);
      } else if (!words.isBlank()) {
        markdown.write(words.strip() + "\n\n");
        titles--;
      }
    }
    table.end();
  }

  private static String start(Reader in) throws IOException {
    char[] start = new char[LOOK_AHEAD];
    int length = 0;
    for (int n = 0; n >= 0 && length < start.length; length += Math.max(0, n)) {
      n = in.read(start, length, start.length - length);
    }
    return new String(start, 0, length);
  }

  /** The separator of a text. */
  static char separator(String start) {
    return DialectDetection.of(start, "").separator();
  }
}
