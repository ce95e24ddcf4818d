package dev.quern.document.markdown;

import dev.quern.document.markup.ReadableText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables around the current position of {@link MarkdownHandler}, the innermost first. */
class OpenTables {

  private static final int MAX_COLUMNS = 200;
  private static final int MAX_ROWS = 10_000;

  private final MarkdownBlocks blocks;
  private final ParagraphText paragraphs;
  private final StringBuilder text;
  private final boolean web;
  private final Flush flush;
  private final Deque<Table> tables = new ArrayDeque<>();
  private int nested;

  /** An open table; in a layout table (HTML that puts blocks in cells) cells are only blocks. */
  private static final class Table {
    private @Nullable PipeTable rows;
    private final List<String> cells = new ArrayList<>();
    private final Map<Integer, Carried> carried = new HashMap<>();
    private final Map<Integer, Carried> below = new HashMap<>();
    private boolean inCell;
    private boolean layout;
    private int columns = 1;
    private int rowsDown = 1;

    /** Adds the cells that extend down from the rows above. */
    private void fill() {
      for (Carried cell = carried.get(cells.size());
          cell != null;
          cell = carried.get(cells.size())) {
        int column = cells.size();
        cells.add(cell.text());
        carried.remove(column);
        if (cell.rows() > 1) {
          below.put(column, new Carried(cell.text(), cell.rows() - 1));
        }
      }
    }

    private void add(String text) {
      fill();
      for (int i = 0; i < columns; i++) {
        String part = i == 0 ? text : "";
        if (rowsDown > 1) {
          below.put(cells.size(), new Carried(part, rowsDown - 1));
        }
        cells.add(part);
      }
    }

    /** Adds also those that extend down beside a row that is too short. */
    private void fillAll() {
      fill();
      int last = carried.keySet().stream().mapToInt(column -> column).max().orElse(-1);
      while (cells.size() <= last) {
        cells.add("");
        fill();
      }
    }

    private void endRow() {
      fillAll();
      carried.forEach(
          (column, cell) -> {
            if (cell.rows() > 1) {
              below.putIfAbsent(column, new Carried(cell.text(), cell.rows() - 1));
            }
          });
      carried.clear();
      carried.putAll(below);
      below.clear();
      cells.clear();
    }
  }

  /** A cell that extends into the next {@code rows} rows. */
  private record Carried(String text, int rows) {}

  /** Writes the block that was gathered so far; in a cell, ends a word. */
  interface Flush {
    void run() throws IOException;
  }

  OpenTables(
      MarkdownBlocks blocks,
      ParagraphText paragraphs,
      StringBuilder text,
      boolean web,
      Flush flush) {
    this.blocks = blocks;
    this.paragraphs = paragraphs;
    this.text = text;
    this.web = web;
    this.flush = flush;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  boolean inCell() {
    Table table = tables.peek();
    return table != null && table.inCell && !table.layout;
  }

  void start() throws IOException {
    openCellAsBlock();
    flush.run();
    if (inCell()) {
      nested++;
    } else {
      tables.push(new Table());
    }
  }

  void endAll() throws IOException {
    nested = 0;
    while (!tables.isEmpty()) {
      end();
    }
  }

  void startCell(int columns, int rows) throws IOException {
    Table table = tables.peek();
    flush.run();
    if (table != null && nested == 0) {
      table.inCell = true;
      table.columns = Math.max(1, Math.min(MAX_COLUMNS, columns));
      table.rowsDown = rows == 0 ? MAX_ROWS : Math.max(1, Math.min(MAX_ROWS, rows));
    }
  }

  void endCell() throws IOException {
    Table table = tables.peek();
    if (table == null || table.layout || nested > 0) {
      flush.run();
    } else if (table.inCell) {
      table.add(ReadableText.of(text.toString().replace(ParagraphText.LINE_BREAK, ' ')));
      text.setLength(0);
      table.inCell = false;
    }
  }

  void endRow() throws IOException {
    Table table = tables.peek();
    flush.run();
    if (table == null || table.layout || nested > 0) {
      return;
    }
    boolean own = !table.cells.isEmpty();
    table.fillAll();
    if (!own || table.cells.stream().allMatch(String::isBlank)) {
      table.endRow();
      return;
    }
    if (table.rows == null) {
      paragraphs.beginTable();
      table.rows = blocks.table();
    }
    table.rows.row(table.cells);
    table.endRow();
  }

  void end() throws IOException {
    Table table = tables.peek();
    if (table == null || nested > 0) {
      nested = Math.max(0, nested - 1);
      return;
    }
    if (table.inCell) {
      endCell();
    }
    if (!table.cells.isEmpty()) {
      endRow();
    }
    flush.run();
    if (table.rows != null) {
      blocks.endTable(table.rows);
    }
    tables.pop();
    flush.run();
  }

  /** A heading, code or table in a cell: the table around it was only for the layout. */
  void openCellAsBlock() throws IOException {
    Table table = tables.peek();
    if (!web || table == null || !table.inCell || table.layout) {
      return;
    }
    if (table.rows != null) {
      blocks.endTable(table.rows);
      table.rows = null;
    }
    table.layout = true;
    String open = text.toString();
    text.setLength(0);
    for (String cell : table.cells) {
      if (!cell.isBlank()) {
        paragraphs.paragraph(cell, "");
      }
    }
    table.cells.clear();
    text.append(open);
  }
}
