package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finishes tables without lines: what goes on below a cell is part of it, and tables that stand
 * side by side are apart.
 */
final class WrappedCells {

  private static final int MIN_COLUMNS = 2;

  private WrappedCells() {}

  /** The rows, those that only go on in cells of the row above as part of that. */
  static List<List<String>> joined(List<List<String>> rows) {
    List<List<String>> joined = new ArrayList<>();
    for (List<String> row : rows) {
      int last = joined.size() - 1;
      if (last >= 0 && goesOn(row, joined.get(last))) {
        List<String> above = joined.get(last);
        joined.set(
            last,
            IntStream.range(0, row.size())
                .mapToObj(i -> (above.get(i) + " " + row.get(i)).strip())
                .toList());
      } else {
        joined.add(row);
      }
    }
    return joined;
  }

  private static boolean goesOn(List<String> row, List<String> above) {
    return row.get(0).isEmpty()
        && IntStream.range(0, row.size())
            .filter(i -> !row.get(i).isEmpty())
            .allMatch(i -> TextLine.goesOn(row.get(i)) && above.get(i).contains(" "));
  }

  /** The tables: several where the first row says the same names again and again. */
  static List<List<List<String>>> apart(List<List<String>> rows) {
    List<String> head = rows.get(0);
    for (int wide = MIN_COLUMNS; wide <= head.size() / 2; wide++) {
      int width = wide;
      boolean again =
          head.size() % width == 0
              && head.stream().noneMatch(String::isEmpty)
              && IntStream.range(width, head.size())
                  .allMatch(i -> head.get(i).equals(head.get(i - width)));
      if (again) {
        return IntStream.range(0, head.size() / width)
            .mapToObj(i -> rows.stream().map(r -> r.subList(i * width, (i + 1) * width)).toList())
            .toList();
      }
    }
    return List.of(rows);
  }
}
