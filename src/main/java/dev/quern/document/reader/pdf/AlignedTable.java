package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.TextLine.Cell;
import java.util.List;
import java.util.regex.Pattern;

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
  private static final double MOST = 0.8;

  private static final Pattern NUMBER = Pattern.compile("[-–—]|[^\\p{L}]*\\d[^\\p{L}]*");

  /** What stands before the items of a list. */
  private static final Pattern MARKER =
      Pattern.compile("[•●○◦▪■□◆➢✓–*-]|[\uF020-\uF0FF]|\\(?(\\d{1,3}|[a-zA-Z])[.)]");

  /** Up to which line it goes, and its rows. */
  record Found(int to, List<List<String>> rows) {}

  private AlignedTable() {}

  /** The table that begins with line {@code from}; with no rows where none does. */
  static Found at(List<TextLine> lines, int from) {
    if (lines.get(from).cells(GAP).size() < 2) {
      return new Found(from, List.of());
    }
    Found free = at(lines, from, true);
    return free.rows().isEmpty() ? at(lines, from, false) : free;
  }

  private static Found at(List<TextLine> lines, int from, boolean growing) {
    TableColumns columns = new TableColumns(growing);
    for (int i = from; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      float down = i == from ? 0 : line.bottom() - lines.get(i - 1).bottom();
      boolean far = Math.abs(down) > WIDEST_PITCH * line.size();
      boolean other = line.isTable() || far || down < -1;
      if (other || beginsAnew(columns.rows(), line) || !columns.add(line.cells(GAP))) {
        break;
      }
    }
    columns.trim();
    columns.tighten();
    List<List<String>> lined = columns.placed();
    List<List<String>> placed = WrappedCells.joined(lined);
    boolean table =
        (isDense(placed, columns.size())
                || isSparse(columns.rows(), columns.size())
                || isHeaded(placed)
                || isLedger(columns.rows(), placed))
            && isWhole(columns.rows(), lined)
            && !isText(lined)
            && !isList(placed);
    return table ? new Found(from + lined.size(), placed) : new Found(from, List.of());
  }

  /** A title, and a head without numbers below it: what follows is another table. */
  private static boolean beginsAnew(List<List<Cell>> rows, TextLine line) {
    int last = rows.size() - 1;
    return last > 0
        && rows.get(last).size() == 1
        && line.cells(GAP).size() > 1
        && !hasDigit(line.text())
        && rows.stream().flatMap(List::stream).anyMatch(cell -> hasDigit(cell.text()));
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  /** Whether no cell was lost to another one in its column. */
  private static boolean isWhole(List<List<Cell>> rows, List<List<String>> placed) {
    long cells = rows.stream().mapToLong(List::size).sum();
    return placed.stream().flatMap(List::stream).filter(cell -> !cell.isEmpty()).count() == cells;
  }

  private static boolean isDense(List<List<String>> rows, int columns) {
    long full = rows.stream().filter(row -> isFull(row, Math.max(2, columns - 1))).count();
    return full >= MIN_ROWS && 2 * full > rows.size();
  }

  private static boolean isFull(List<String> row, int min) {
    return row.stream().filter(cell -> !cell.isEmpty()).count() >= min;
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

  /** One row of numbers below one of words, in three columns or more. */
  private static boolean isHeaded(List<List<String>> rows) {
    return rows.size() == 2
        && rows.get(0).size() >= MIN_ROWS
        && isFull(rows.get(0), rows.get(0).size())
        && isFull(rows.get(1), rows.get(0).size())
        && rows.get(0).stream().noneMatch(AlignedTable::hasDigit)
        && rows.get(1).stream().filter(AlignedTable::hasDigit).count() >= 2;
  }

  /** Most rows end with a number, all of which begin or end at one place. */
  private static boolean isLedger(List<List<Cell>> rows, List<List<String>> placed) {
    List<List<Cell>> sums = rows.stream().filter(row -> row.size() > 1).toList();
    if (sums.size() <= MIN_ROWS || sums.size() < MOST * rows.size()) {
      return false;
    }
    int last = placed.get(0).size() - 1;
    Cell bottom = sums.get(sums.size() - 1).get(sums.get(sums.size() - 1).size() - 1);
    long aligned =
        sums.stream()
            .map(row -> row.get(row.size() - 1))
            .filter(cell -> NUMBER.matcher(cell.text()).matches() && isBelow(cell, bottom))
            .count();
    long filled = placed.stream().filter(row -> !row.get(last).isEmpty()).count();
    return aligned >= MOST * sums.size() && filled >= MOST * placed.size();
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

  /** The markers of a list stand apart from its items, often as far as a column does. */
  private static boolean isList(List<List<String>> rows) {
    List<String> first =
        rows.stream().map(row -> row.get(0)).filter(cell -> !cell.isEmpty()).toList();
    return rows.get(0).size() == 2
        && !first.isEmpty()
        && first.stream().allMatch(cell -> MARKER.matcher(cell).matches());
  }
}
