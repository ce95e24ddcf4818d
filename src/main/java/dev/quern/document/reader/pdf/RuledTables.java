package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.RuledGrid.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the words that stand between lines into tables. */
final class RuledTables {

  private static final int MAX_WORDS_OF_CELL = 150;

  /** A cell with gaps as wide as between columns, several times, is a table of its own. */
  private static final float COLUMN_GAP = 1.5f;

  private static final int MAX_GAPS = 4;
  private static final double MIN_FILLED = 0.3;

  private RuledTables() {}

  /** The lines of a page, each table in the place of its first line. */
  static List<TextLine> place(List<TextLine> lines, List<Rulings.Ruling> rulings) {
    List<TextLine> result = lines;
    for (RuledGrid grid : rulings.isEmpty() ? List.<RuledGrid>of() : RuledGrid.of(rulings)) {
      result = place(result, grid);
    }
    return result;
  }

  private static List<TextLine> place(List<TextLine> lines, RuledGrid grid) {
    List<Area> areas = grid.areas();
    if (areas == null) {
      return lines;
    }
    List<StringBuilder> texts = areas.stream().map(area -> new StringBuilder()).toList();
    int[] gaps = new int[areas.size()];
    List<TextLine> result = new ArrayList<>();
    int at = -1;
    int paragraph = 0;
    for (TextLine line : lines) {
      List<TextLine.Word> outside = new ArrayList<>();
      TextLine.Word before = null;
      int last = -1;
      for (TextLine.Word word : line.words()) {
        int cell = line.isTable() ? -1 : cell(word, grid, areas);
        if (cell >= 0 && cell == last && word.left() - before.right() > COLUMN_GAP * word.size()) {
          gaps[cell]++;
        }
        before = word;
        last = cell;
        if (cell < 0) {
          outside.add(word);
        } else {
          texts.get(cell).append(word.text()).append(' ');
        }
      }
      if (at < 0 && outside.size() < line.words().size()) {
        at = result.size();
        paragraph = line.paragraph();
      }
      if (outside.size() == line.words().size()) {
        result.add(line);
      } else if (!outside.isEmpty()) {
        result.add(new TextLine(outside, line.paragraph()));
      }
    }
    boolean unruled = IntStream.of(gaps).anyMatch(count -> count >= MAX_GAPS);
    if (at < 0 || unruled || !isTable(texts, areas)) {
      return lines;
    }
    result.add(at, table(grid, areas, texts, paragraph));
    return result;
  }

  private static int cell(TextLine.Word word, RuledGrid grid, List<Area> areas) {
    int column = grid.column((word.left() + word.right()) / 2);
    int row = grid.row(word.bottom() - word.size() / 3);
    if (row < 0 || column < 0) {
      return -1;
    }
    return IntStream.range(0, areas.size())
        .filter(i -> covers(areas.get(i), row, column))
        .findFirst()
        .orElse(-1);
  }

  private static boolean covers(Area area, int row, int column) {
    return row >= area.row()
        && row < area.row() + area.rows()
        && column >= area.column()
        && column < area.column() + area.columns();
  }

  /** Frames around text, and the grids of drawings, are no tables. */
  private static boolean isTable(List<StringBuilder> texts, List<Area> areas) {
    long filled = texts.stream().filter(text -> text.length() > 0).count();
    boolean text =
        texts.stream().anyMatch(cell -> cell.toString().split(" ").length > MAX_WORDS_OF_CELL);
    long columns =
        IntStream.range(0, areas.size())
            .filter(i -> texts.get(i).length() > 0)
            .map(i -> areas.get(i).column())
            .distinct()
            .count();
    long rows =
        IntStream.range(0, areas.size())
            .filter(i -> texts.get(i).length() > 0)
            .map(i -> areas.get(i).row())
            .distinct()
            .count();
    return !text && columns > 1 && rows > 1 && filled >= MIN_FILLED * areas.size();
  }

  private static TextLine table(
      RuledGrid grid, List<Area> areas, List<StringBuilder> texts, int paragraph) {
    List<List<TextLine.Spanning>> rows = new ArrayList<>();
    for (int row = 0; row + 1 < grid.ys.size(); row++) {
      List<TextLine.Spanning> cells = new ArrayList<>();
      for (int i = 0; i < areas.size(); i++) {
        Area area = areas.get(i);
        if (area.row() == row) {
          String text = texts.get(i).toString().strip();
          cells.add(new TextLine.Spanning(text, area.columns(), area.rows()));
        }
      }
      rows.add(cells);
    }
    TextLine.Word place = new TextLine.Word("", grid.left(), grid.right(), grid.top() + 1, 1);
    return new TextLine(List.of(place), paragraph, rows);
  }
}
