package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.TextLine.Cell;
import java.util.ArrayList;
import java.util.List;

/** The columns of cells that stand below each other; they widen with each row that is added. */
final class TableColumns {

  private static final class Column {
    private float left;
    private float right;

    private Column(float left, float right) {
      this.left = left;
      this.right = right;
    }

    private boolean touches(Cell cell) {
      return cell.left() < right && cell.right() > left;
    }
  }

  private final List<List<Cell>> rows = new ArrayList<>();
  private final boolean growing;
  private List<Column> columns = new ArrayList<>();

  /**
   * @param growing whether a row may have cells where those before have none
   */
  TableColumns(boolean growing) {
    this.growing = growing;
  }

  List<List<Cell>> rows() {
    return rows;
  }

  int size() {
    return columns.size();
  }

  /** Adds a row, unless one of its cells would join columns that both have cells in a row. */
  boolean add(List<Cell> cells) {
    List<Column> next = new ArrayList<>();
    columns.forEach(column -> next.add(new Column(column.left, column.right)));
    boolean joined = false;
    for (Cell cell : cells) {
      if (!rows.isEmpty() && !growing && next.stream().noneMatch(one -> one.touches(cell))) {
        return false;
      }
      joined |= widen(next, cell);
    }
    // Rows that fitted before still do, unless columns were joined.
    if (!fits(cells, next) || joined && !fits(next)) {
      return false;
    }
    rows.add(cells);
    columns = next;
    return true;
  }

  /** Whether the cell joins columns. */
  private static boolean widen(List<Column> columns, Cell cell) {
    Column wide = new Column(cell.left(), cell.right());
    int at = 0;
    while (at < columns.size() && columns.get(at).right <= wide.left) {
      at++;
    }
    int touching = 0;
    while (at < columns.size() && columns.get(at).touches(cell)) {
      touching++;
      Column touched = columns.remove(at);
      wide.left = Math.min(wide.left, touched.left);
      wide.right = Math.max(wide.right, touched.right);
    }
    columns.add(at, wide);
    return touching > 1;
  }

  private boolean fits(List<Column> columns) {
    return rows.stream().allMatch(row -> fits(row, columns));
  }

  private static boolean fits(List<Cell> row, List<Column> columns) {
    return columns.stream().allMatch(one -> row.stream().filter(one::touches).count() <= 1);
  }

  /** Joins neighbours that no row has cells in both of, until a row fills all columns. */
  void tighten() {
    int widest = rows.stream().mapToInt(List::size).max().orElse(0);
    while (columns.size() > widest) {
      int best = -1;
      float narrowest = Float.MAX_VALUE;
      for (int i = 0; i + 1 < columns.size(); i++) {
        float gap = columns.get(i + 1).left - columns.get(i).right;
        if (gap < narrowest && fits(List.of(joined(i)))) {
          best = i;
          narrowest = gap;
        }
      }
      if (best < 0) {
        return;
      }
      Column joined = joined(best);
      columns.remove(best + 1);
      columns.set(best, joined);
    }
  }

  private Column joined(int at) {
    return new Column(columns.get(at).left, columns.get(at + 1).right);
  }

  /** Takes rows of one cell off the end, unless such a cell goes on from the one above it. */
  void trim() {
    while (!rows.isEmpty() && rows.get(rows.size() - 1).size() < 2 && !isRest()) {
      rows.remove(rows.size() - 1);
    }
  }

  private boolean isRest() {
    Cell cell = rows.get(rows.size() - 1).get(0);
    return !columns.get(0).touches(cell) && TextLine.goesOn(cell.text());
  }

  /** The texts of the rows, column by column; empty where a row has no cell. */
  List<List<String>> placed() {
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
