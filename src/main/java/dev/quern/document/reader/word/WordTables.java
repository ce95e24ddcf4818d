package dev.quern.document.reader.word;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Tables with their merged cells; tables and charts in a cell come after the one around it. */
final class WordTables {

  private final WordBlocks blocks;
  private final Xhtml out;

  /** A cell, the column it begins in, and how many it spans. */
  private record Cell(Element element, int column, int columns) {

    boolean goesOn() {
      Element merge = Xml.child(Xml.child(element, "w:tcPr"), "w:vMerge");
      return !merge.tagName().equals("none") && !merge.attr("w:val").equals("restart");
    }
  }

  WordTables(WordBlocks blocks, Xhtml out) {
    this.blocks = blocks;
    this.out = out;
  }

  void write(Element table) throws IOException, SAXException {
    List<List<Cell>> rows = new ArrayList<>();
    for (Element row : rows(table)) {
      rows.add(cells(row));
    }
    if (rows.stream().allMatch(row -> row.size() == 1)) {
      for (List<Cell> row : rows) {
        for (Element block : content(row.get(0).element())) {
          blocks.write(block);
        }
      }
      return;
    }
    List<Element> nested = new ArrayList<>();
    out.start("table");
    for (int i = 0; i < rows.size(); i++) {
      out.start("tr");
      int column = 0;
      for (Cell cell : rows.get(i)) {
        for (; column < cell.column(); column++) {
          out.start("td");
          out.end("td");
        }
        column = cell.column() + cell.columns();
        cell(cell, rows.subList(i + 1, rows.size()), nested);
      }
      out.end("tr");
    }
    out.end("table");
    for (Element inner : nested) {
      blocks.write(inner);
    }
  }

  private void cell(Cell cell, List<List<Cell>> below, List<Element> nested)
      throws IOException, SAXException {
    if (cell.goesOn()) {
      return;
    }
    int rows = 1;
    for (List<Cell> row : below) {
      boolean goesOn =
          row.stream().anyMatch(other -> other.column() == cell.column() && other.goesOn());
      if (!goesOn) {
        break;
      }
      rows++;
    }
    out.start("td", "colspan", "" + cell.columns(), "rowspan", "" + rows);
    nested.addAll(blocks.cell(content(cell.element())));
    out.end("td");
  }

  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element child : content(table)) {
      Element properties = Xml.child(child, "w:trPr");
      boolean deleted = Xml.has(properties, "w:del") || WordReader.isOn(properties, "w:hidden");
      if (child.tagName().equals("w:tr") && !deleted) {
        rows.add(child);
      }
    }
    return rows;
  }

  private static List<Cell> cells(Element row) {
    Element before = Xml.child(Xml.child(row, "w:trPr"), "w:gridBefore");
    int column = Xml.number(before, "w:val", 0);
    List<Cell> cells = new ArrayList<>();
    for (Element cell : content(row)) {
      if (cell.tagName().equals("w:tc")) {
        Element properties = Xml.child(cell, "w:tcPr");
        int columns = Math.max(1, Xml.number(Xml.child(properties, "w:gridSpan"), "w:val", 1));
        if (!Xml.has(properties, "w:cellDel")) {
          cells.add(new Cell(cell, column, columns));
        }
        column += columns;
      }
    }
    return cells;
  }

  /** The children, with those of content controls in the place of these. */
  private static List<Element> content(Element parent) {
    List<Element> result = new ArrayList<>();
    for (Element child : parent.children()) {
      switch (child.tagName()) {
        case "w:sdt" -> result.addAll(content(Xml.child(child, "w:sdtContent")));
        case "w:customXml", "w:ins" -> result.addAll(content(child));
        default -> result.add(child);
      }
    }
    return result;
  }
}
