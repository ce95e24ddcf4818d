package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
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
      if (!hidden && !isBlank(sheet)) {
        out.element("h2", sheet.attr("table:name"));
        write(sheet);
        for (Element shape : Xml.child(sheet, "table:shapes").children()) {
          text.block(shape);
        }
      }
    }
  }

  void write(Element table) throws IOException, SAXException {
    BitSet hidden = new BitSet();
    columns(table, hidden, 0);
    List<Element> after = new ArrayList<>();
    out.start("table");
    rows(table, new OdfSpans(hidden), after);
    out.end("table");
    for (Element inner : after) {
      text.block(inner);
    }
  }

  /** Marks the columns that are hidden; returns the number of the next one. */
  private static int columns(Element parent, BitSet hidden, int first) {
    int next = first;
    for (Element e : parent.children()) {
      if (e.tagName().equals("table:table-column")) {
        int times = Math.min(MAX_REPEATED, Xml.number(e, "table:number-columns-repeated", 1));
        hidden.set(next, next + times, isHidden(e));
        next += times;
      } else if (e.tagName().startsWith("table:table-") && e.tagName().contains("column")) {
        next = columns(e, hidden, next);
      }
    }
    return next;
  }

  private void rows(Element parent, OdfSpans spans, List<Element> after)
      throws IOException, SAXException {
    for (Element e : parent.children()) {
      if (e.tagName().equals("table:table-row")) {
        int times = Xml.number(e, "table:number-rows-repeated", 1);
        boolean blank = isBlank(e);
        for (int i = 0; i < Math.min(MAX_REPEATED, times); i++) {
          spans.nextRow();
          out.start("tr"); // Without cells too: those above may reach over it.
          if (!blank || spans.isWaiting()) {
            row(e, spans, after);
          }
          out.end("tr");
        }
      } else if (e.tagName().matches("table:table-(header-rows|rows|row-group)")) {
        rows(e, spans, after);
      }
    }
  }

  private void row(Element row, OdfSpans spans, List<Element> after)
      throws IOException, SAXException {
    boolean shown = !isHidden(row);
    int column = 0;
    for (Element cell : row.children()) {
      int times = Math.max(1, Xml.number(cell, "table:number-columns-repeated", 1));
      boolean covered = cell.tagName().equals("table:covered-table-cell");
      for (int i = column; i < column + Math.min(MAX_REPEATED, times); i++) {
        OdfSpans.Span span = covered ? spans.at(i) : spans.begin(cell, i);
        if (shown && spans.isFirstShown(i, span)) {
          cell(span, i, spans, after);
        }
      }
      column += times;
    }
  }

  private void cell(OdfSpans.@Nullable Span span, int column, OdfSpans spans, List<Element> after)
      throws IOException, SAXException {
    if (span == null) {
      out.start("td");
    } else {
      String columns = String.valueOf(spans.columns(span, column));
      out.start("td", "colspan", columns, "rowspan", String.valueOf(spans.rows(span)));
      content(span.cell(), after);
    }
    out.end("td");
  }

  private void content(Element cell, List<Element> after) throws IOException, SAXException {
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
      after.addAll(text.cell(cell));
    }
    cell.children().stream().filter(OdfFrames::isOver).forEach(after::add);
  }

  /** Whether there is neither text nor an object, such as a chart. */
  private static boolean isBlank(Element e) {
    return e.text().isBlank() && e.getElementsByTag("draw:object").isEmpty();
  }

  private static boolean isHidden(Element e) {
    return e.attr("table:visibility").matches("collapse|filter");
  }
}
