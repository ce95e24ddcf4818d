package dev.quern.document.markdown;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds tables and headings again from the marks that {@link RtfMarks} set. */
class RtfTables {

  private static final Pattern MARKS = Pattern.compile("[\uE000-\uE002\uE010-\uE015]");

  private final MarkdownBlocks blocks;
  private final StringBuilder cell = new StringBuilder();
  private final List<String> cells = new ArrayList<>();
  private @Nullable PipeTable table;

  RtfTables(MarkdownBlocks blocks) {
    this.blocks = blocks;
  }

  static String withoutMarks(String text) {
    return MARKS.matcher(text).replaceAll("");
  }

  /** Takes a paragraph that is part of a table or a heading; else gives it back as it is shown. */
  String take(String paragraph) throws IOException {
    String rest = paragraph;
    for (int end = nextEnd(rest); end >= 0; end = nextEnd(rest)) {
      cell.append(withoutMarks(rest.substring(0, end)));
      if (rest.charAt(end) == RtfMarks.CELL_END) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        endRow();
      }
      rest = rest.substring(end + 1);
    }
    String shown = withoutMarks(rest).strip();
    if (rest.indexOf(RtfMarks.IN_TABLE) >= 0) {
      cell.append(shown).append(' ');
      return "";
    }
    int heading = heading(rest);
    if (!shown.isEmpty()) {
      end();
    }
    if (heading > 0 && !shown.isEmpty()) {
      blocks.heading(heading, shown);
      return "";
    }
    return shown;
  }

  /** Ends an open table; what was not closed in it is written all the same. */
  void end() throws IOException {
    if (!cell.toString().isBlank()) {
      cells.add(cell.toString());
      cell.setLength(0);
    }
    if (!cells.isEmpty()) {
      endRow();
    }
    if (table != null) {
      blocks.endTable(table);
      table = null;
    }
  }

  private void endRow() throws IOException {
    if (!cells.isEmpty()) {
      if (table == null) {
        table = blocks.table();
      }
      table.row(cells);
      cells.clear();
    }
  }

  private static int nextEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == RtfMarks.CELL_END || text.charAt(i) == RtfMarks.ROW_END) {
        return i;
      }
    }
    return -1;
  }

  private static int heading(String text) {
    return text.chars()
        .filter(c -> c >= RtfMarks.HEADING && c < RtfMarks.HEADING + 6)
        .map(c -> c - RtfMarks.HEADING + 1)
        .findFirst()
        .orElse(0);
  }
}
