package dev.quern.document.reader.sheet;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The merged cells of a sheet, which its XML names after its rows. What is in one whose first row
 * or column is hidden shows in the first that is not.
 */
final class MergedCells extends DefaultHandler {

  private final Map<CellAddress, CellRangeAddress> byFirst = new HashMap<>();
  private final Map<CellRangeAddress, String> held = new LinkedHashMap<>();

  @Override
  public void startElement(String uri, String local, String qName, Attributes attributes) {
    if (local.equals("mergeCell")) {
      try {
        add(CellRangeAddress.valueOf(attributes.getValue("ref")));
      } catch (RuntimeException noRange) {
        // The cells are read as they stand.
      }
    }
  }

  void add(CellRangeAddress range) {
    byFirst.putIfAbsent(new CellAddress(range.getFirstRow(), range.getFirstColumn()), range);
  }

  /** Keeps the text of the merged cell that begins there, in a row or column that is hidden. */
  void hold(int row, int column, Supplier<String> text) {
    CellRangeAddress range = byFirst.get(new CellAddress(row, column));
    String shown = range == null ? "" : text.get();
    if (range != null && !shown.isBlank()) {
      held.put(range, shown);
    }
  }

  /**
   * Adds to the cells of a row what is held and reaches into one of these rows.
   *
   * @param firstRow from 0, as columns are
   */
  TreeMap<Integer, String> take(
      int firstRow, int lastRow, IntPredicate hiddenColumn, TreeMap<Integer, String> cells) {
    Iterator<Map.Entry<CellRangeAddress, String>> each = held.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<CellRangeAddress, String> one = each.next();
      CellRangeAddress range = one.getKey();
      int first = Math.max(firstRow, range.getFirstRow());
      if (first <= Math.min(lastRow, range.getLastRow())) {
        IntStream.rangeClosed(range.getFirstColumn(), range.getLastColumn())
            .filter(column -> !hiddenColumn.test(column))
            .findFirst()
            .ifPresent(column -> cells.putIfAbsent(column, one.getValue()));
        each.remove();
      }
    }
    return cells;
  }
}
