package dev.quern.document.reader.rtf.block;

import dev.quern.document.markup.Xhtml;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.xml.sax.SAXException;

/** A table: rows of cells whose right edges, in twips, say which columns they span. */
final class RtfTable {

  /** Edges closer than this, a tenth of an inch, are one. */
  private static final int SAME_EDGE = 144;

  /** A cell as its row defines it. */
  record Edge(int right, boolean goesOn, boolean goesOnAcross) {}

  private record Cell(RtfLine text, Edge edge) {}

  private final List<List<Cell>> rows = new ArrayList<>();
  private List<RtfLine> open = new ArrayList<>();
  private RtfLine cell = new RtfLine();

  boolean isEmpty() {
    return rows.isEmpty() && open.isEmpty() && cell.isBlank();
  }

  void paragraph(RtfLine text) {
    if (!cell.isBlank() && !text.isBlank()) {
      cell.add(" ", "", "");
    }
    cell.addAll(text);
  }

  void endCell() {
    open.add(cell);
    cell = new RtfLine();
  }

  void endRow(List<Edge> edges) {
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      int last = edges.isEmpty() ? 0 : edges.get(edges.size() - 1).right();
      Edge after = new Edge(last + (i + 1 - edges.size()) * 1440, false, false);
      row.add(new Cell(open.get(i), i < edges.size() ? edges.get(i) : after));
    }
    if (row.stream().anyMatch(one -> !one.text().isBlank() || one.edge().goesOn())) {
      rows.add(row);
    }
    open = new ArrayList<>();
  }

  void write(Xhtml out) throws SAXException {
    if (!cell.isBlank()) {
      endCell();
    }
    if (!open.isEmpty()) {
      endRow(List.of());
    }
    TreeSet<Integer> edges = new TreeSet<>();
    for (List<Cell> row : rows) {
      for (Cell one : row) {
        Integer near = edges.floor(one.edge().right() + SAME_EDGE);
        if (near == null || near < one.edge().right() - SAME_EDGE) {
          edges.add(one.edge().right());
        }
      }
    }
    out.start("table");
    for (int i = 0; i < rows.size(); i++) {
      row(i, edges, out);
    }
    out.end("table");
  }

  private void row(int number, TreeSet<Integer> edges, Xhtml out) throws SAXException {
    out.start("tr");
    List<Cell> row = rows.get(number);
    int left = Integer.MIN_VALUE / 2;
    for (int i = 0; i < row.size(); i++) {
      Cell one = row.get(i);
      RtfLine text = one.text();
      int right = one.edge().right();
      while (i + 1 < row.size() && row.get(i + 1).edge().goesOnAcross()) {
        text.addAll(row.get(++i).text());
        right = row.get(i).edge().right();
      }
      int columns =
          Math.max(1, edges.subSet(left + SAME_EDGE, false, right + SAME_EDGE, true).size());
      if (!one.edge().goesOn()) {
        out.start("td", "colspan", "" + columns, "rowspan", "" + down(number, one.edge().right()));
        text.write(out);
        out.end("td");
      }
      left = right;
    }
    out.end("tr");
  }

  /** How many rows the cell goes down. */
  private int down(int number, int right) {
    int down = 1;
    for (List<Cell> row : rows.subList(number + 1, rows.size())) {
      boolean goesOn =
          row.stream()
              .anyMatch(
                  one -> one.edge().goesOn() && Math.abs(one.edge().right() - right) <= SAME_EDGE);
      if (!goesOn) {
        break;
      }
      down++;
    }
    return down;
  }
}
