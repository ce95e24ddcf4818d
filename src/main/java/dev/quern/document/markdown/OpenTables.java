package dev.quern.document.markdown;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that {@link MarkdownHandler} is in, from the innermost outwards. */
class OpenTables {

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
    private boolean inCell;
    private boolean layout;
  }

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

  void startCell() throws IOException {
    Table table = tables.peek();
    flush.run();
    if (table != null && nested == 0) {
      table.inCell = true;
    }
  }

  void endCell() throws IOException {
    Table table = tables.peek();
    if (table == null || table.layout || nested > 0) {
      flush.run();
    } else if (table.inCell) {
      table.cells.add(text.toString().replace(ParagraphText.LINE_BREAK, ' '));
      text.setLength(0);
      table.inCell = false;
    }
  }

  void endRow() throws IOException {
    Table table = tables.peek();
    flush.run();
    if (table == null || table.layout || nested > 0 || table.cells.isEmpty()) {
      return;
    }
    if (table.cells.stream().allMatch(String::isBlank)) {
      table.cells.clear();
      return;
    }
    if (table.rows == null) {
      paragraphs.beginTable();
      table.rows = blocks.table();
    }
    table.rows.row(table.cells);
    table.cells.clear();
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
