package dev.quern.document.reader.sheet;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** The rows and columns of a sheet that are hidden, and the charset that a workbook names. */
final class OldestHidden {

  private final Set<Integer> rows = new HashSet<>();
  private final Set<Integer> columns = new HashSet<>();

  void row(int number, int hidden) {
    if (hidden != 0) {
      rows.add(number & 0xFFFF);
    }
  }

  void columns(int from, int to, int hidden) {
    for (int i = from & 0xFF; hidden != 0 && i <= (to & 0xFF); i++) {
      columns.add(i);
    }
  }

  /** Takes what is hidden out of the sheet that ends; the next one begins without any. */
  void takeFrom(TreeMap<Integer, TreeMap<Integer, String>> cells) {
    cells.keySet().removeAll(rows);
    cells.values().forEach(row -> row.keySet().removeAll(columns));
    cells.values().removeIf(TreeMap::isEmpty);
    // Columns that stay move to the left, into the places of hidden ones.
    cells.values().forEach(this::close);
    rows.clear();
    columns.clear();
  }

  private void close(TreeMap<Integer, String> row) {
    TreeMap<Integer, String> closed = new TreeMap<>();
    row.forEach(
        (at, text) -> closed.put(at - (int) columns.stream().filter(c -> c < at).count(), text));
    row.clear();
    row.putAll(closed);
  }

  static Charset charset(int page, Charset otherwise) {
    String name =
        switch (page) {
          case 0x8000 -> "x-MacRoman";
          case 437, 850, 852, 855, 857, 866 -> "IBM" + page;
          case 932 -> "windows-31j";
          case 936 -> "GBK";
          case 949, 950, 874 -> "x-windows-" + page;
          default -> "windows-" + page;
        };
    return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
  }
}
