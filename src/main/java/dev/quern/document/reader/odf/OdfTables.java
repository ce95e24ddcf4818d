package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Tables of texts, and sheets: without what is hidden or filtered, dates as ISO 8601. */
final class OdfTables {

  private static final int MAX_REPEATED = 1000;

  private final OdfBlocks text;
  private final OdfStyles styles;
  private final Xhtml out;

  OdfTables(OdfBlocks text, OdfStyles styles, Xhtml out) {
    this.text = text;
    this.styles = styles;
    this.out = out;
  }

  void sheets(Element spreadsheet) throws IOException, SAXException {
    for (Element sheet : Xml.children(spreadsheet, "table:table")) {
      boolean hidden =
          styles.property("table", sheet.attr("table:style-name"), "table:display").equals("false");
      if (!hidden && !sheet.text().isBlank()) {
        out.element("h2", sheet.attr("table:name"));
        write(sheet);
      }
    }
  }

  void write(Element table) throws IOException, SAXException {
    List<Boolean> hidden = new ArrayList<>();
    columns(table, hidden);
    List<Element> nested = new ArrayList<>();
    out.start("table");
    rows(table, hidden, nested);
    out.end("table");
    for (Element inner : nested) {
      write(inner);
    }
  }

  private static void columns(Element parent, List<Boolean> hidden) {
    for (Element e : parent.children()) {
      if (e.tagName().equals("table:table-column")) {
        int times = Math.min(MAX_REPEATED, Xml.number(e, "table:number-columns-repeated", 1));
        for (int i = 0; i < times; i++) {
          hidden.add(isHidden(e));
        }
      } else if (e.tagName().startsWith("table:table-") && e.tagName().contains("column")) {
        columns(e, hidden);
      }
    }
  }

  private void rows(Element parent, List<Boolean> hidden, List<Element> nested)
      throws IOException, SAXException {
    for (Element e : parent.children()) {
      if (e.tagName().equals("table:table-row")) {
        int times = Xml.number(e, "table:number-rows-repeated", 1);
        boolean shown = !isHidden(e) && !e.text().isBlank();
        for (int i = 0; i < Math.min(MAX_REPEATED, times); i++) {
          if (shown) {
            row(e, hidden, nested);
          } else {
            out.start("tr"); // Cells above may reach over it.
            out.end("tr");
          }
        }
      } else if (e.tagName().matches("table:table-(header-rows|rows|row-group)")) {
        rows(e, hidden, nested);
      }
    }
  }

  private void row(Element row, List<Boolean> hidden, List<Element> nested)
      throws IOException, SAXException {
    out.start("tr");
    int column = 0;
    for (Element cell : row.children()) {
      int times = Math.max(1, Xml.number(cell, "table:number-columns-repeated", 1));
      boolean covered = cell.tagName().equals("table:covered-table-cell");
      for (int i = 0; i < Math.min(MAX_REPEATED, times); i++) {
        boolean shown = column + i >= hidden.size() || !hidden.get(column + i);
        if (!covered && shown) {
          cell(cell, shown(column + i, cell, hidden), nested);
        }
      }
      column += times;
    }
    out.end("tr");
  }

  /** How many shown columns the cell spans. */
  private static int shown(int column, Element cell, List<Boolean> hidden) {
    int spanned = Xml.number(cell, "table:number-columns-spanned", 1);
    int result = 0;
    for (int i = column; i < column + Math.min(MAX_REPEATED, spanned); i++) {
      result += i < hidden.size() && hidden.get(i) ? 0 : 1;
    }
    return result;
  }

  private void cell(Element cell, int columns, List<Element> nested)
      throws IOException, SAXException {
    out.start(
        "td",
        "colspan",
        String.valueOf(columns),
        "rowspan",
        cell.attr("table:number-rows-spanned"));
    String date = cell.attr("office:date-value");
    String formula = cell.attr("table:formula");
    if (!date.isEmpty() && cell.attr("office:value-type").equals("date")) {
      out.text(
          date.replaceFirst("T00:00:00(\\.0+)?$", "")
              .replaceFirst("(T\\d\\d:\\d\\d):00(\\.0+)?$", "$1"));
    } else if (cell.text().isBlank() && !formula.isEmpty()) {
      String value = cell.attr("office:value");
      out.text(value.isEmpty() ? formula.replaceFirst("^of:", "") : value);
    } else {
      nested.addAll(text.cell(cell));
    }
    out.end("td");
  }

  private static boolean isHidden(Element e) {
    return e.attr("table:visibility").matches("collapse|filter");
  }
}
