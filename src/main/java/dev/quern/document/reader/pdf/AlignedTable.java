package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.TextLine.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds tables by cells that are aligned in at least three lines. Lines whose cells do not form
 * columns, or that look like text set in columns, are not a table.
 */
final class AlignedTable {

  private static final int MIN_ROWS = 3;
  private static final float NEAR = 3;
  private static final float GAP = 0.9f;
  private static final int MAX_WORDS_OF_CELL = 12;
  private static final int WORDS_OF_TEXT = 4;
  private static final float WIDEST_PITCH = 2.6f;

  private static final double FEW_GO_ON = 0.2;

  /** Up to which line it goes, and its rows. */
  record Found(int to, List<List<String>> rows) {}

  private static final class Column {
    private float left;
    private float right;

    private Column(Cell cell) {
      left = cell.left();
      right = cell.right();
    }

    private boolean touches(Cell cell) {
      return cell.left() < right && cell.right() > left;
    }
  }

  private AlignedTable() {}

  /** The table that begins with line {@code from}; with no rows where none does. */
  static Found at(List<TextLine> lines, int from) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    int i = from;
    for (; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      List<Cell> cells = line.cells(GAP);
      boolean far =
          i > from
              && Math.abs(line.bottom() - lines.get(i - 1).bottom()) > WIDEST_PITCH * line.size();
      boolean upward = i > from && line.bottom() < lines.get(i - 1).bottom() - 1;
      if (far || upward || !fits(cells, columns, rows.isEmpty())) {
        break;
      }
      rows.add(cells);
    }
    while (!rows.isEmpty() && rows.get(rows.size() - 1).size() < 2 && !isRest(rows, columns)) {
      rows.remove(rows.size() - 1);
      i--;
    }
    List<List<String>> lined = placed(rows, columns);
    List<List<String>> placed = WrappedCells.joined(lined);
    long full = placed.stream().filter(row -> isFull(row, Math.max(2, columns.size() - 1))).count();
    boolean dense = full >= MIN_ROWS && 2 * full > placed.size();
    boolean table = (dense || isSparse(rows, columns.size()) || isHeaded(placed)) && !isText(lined);
    return table ? new Found(i, placed) : new Found(from, List.of());
  }

  /** Whether the last row, of one cell, is the rest of the cell above it. */
  private static boolean isRest(List<List<Cell>> rows, List<Column> columns) {
    Cell cell = rows.get(rows.size() - 1).get(0);
    return !columns.get(0).touches(cell) && TextLine.goesOn(cell.text());
  }

  private static boolean isFull(List<String> row, int least) {
    return row.stream().filter(cell -> !cell.isEmpty()).count() >= least;
  }

  /** One row of numbers below one of words, in three columns or more. */
  private static boolean isHeaded(List<List<String>> rows) {
    return rows.size() == 2
        && rows.get(0).size() >= MIN_ROWS
        && isFull(rows.get(0), rows.get(0).size())
        && isFull(rows.get(1), rows.get(0).size())
        && rows.get(0).stream().noneMatch(cell -> cell.matches(".*\\d.*"))
        && rows.get(1).stream().filter(cell -> cell.matches(".*\\d.*")).count() >= 2;
  }

  /** Rows with many empty cells: each cell begins or ends where the one of the header does. */
  private static boolean isSparse(List<List<Cell>> rows, int columns) {
    if (rows.size() <= MIN_ROWS || columns < MIN_ROWS || rows.get(0).size() < columns) {
      return false;
    }
    List<Cell> header = rows.get(0);
    return rows.stream()
        .flatMap(List::stream)
        .allMatch(cell -> header.stream().anyMatch(above -> isBelow(cell, above)));
  }

  private static boolean isBelow(Cell cell, Cell above) {
    return Math.abs(cell.left() - above.left()) < NEAR
        || Math.abs(cell.right() - above.right()) < NEAR
        || Math.abs(cell.left() + cell.right() - above.left() - above.right()) < NEAR;
  }

  /** Widens the columns by the row, unless one of its cells would join two of them. */
  private static boolean fits(List<Cell> cells, List<Column> columns, boolean first) {
    if (first) {
      cells.forEach(cell -> columns.add(new Column(cell)));
      return cells.size() >= 2;
    }
    List<Column> taken = new ArrayList<>();
    for (Cell cell : cells) {
      List<Column> touched = columns.stream().filter(column -> column.touches(cell)).toList();
      if (touched.size() != 1 || taken.contains(touched.get(0))) {
        return false;
      }
      taken.add(touched.get(0));
    }
    for (int i = 0; i < cells.size(); i++) {
      taken.get(i).left = Math.min(taken.get(i).left, cells.get(i).left());
      taken.get(i).right = Math.max(taken.get(i).right, cells.get(i).right());
    }
    for (int i = 1; i < columns.size(); i++) {
      if (columns.get(i - 1).right >= columns.get(i).left) {
        return false;
      }
    }
    return true;
  }

  /** Text in columns has many words in each, and so have lines that are justified widely. */
  private static boolean isText(List<List<String>> rows) {
    List<String> cells = rows.stream().flatMap(List::stream).filter(c -> !c.isEmpty()).toList();
    long words = 0;
    for (String cell : cells) {
      int count = cell.split(" ").length;
      if (count > MAX_WORDS_OF_CELL) {
        return true;
      }
      words += count;
    }
    long goingOn = cells.stream().filter(TextLine::goesOn).count();
    boolean whole =
        rows.stream().allMatch(row -> isFull(row, row.size()))
            && goingOn <= FEW_GO_ON * cells.size();
    return words > WORDS_OF_TEXT * cells.size() && !whole;
  }

  private static List<List<String>> placed(List<List<Cell>> rows, List<Column> columns) {
    List<List<String>> result = new ArrayList<>();
    for (List<Cell> row : rows) {
      List<String> cells = new ArrayList<>();
      for (Column column : columns) {
        cells.add(row.stream().filter(column::touches).map(Cell::text).findFirst().orElse(""));
      }
      result.add(cells);
    }
    return result;
  }
}
