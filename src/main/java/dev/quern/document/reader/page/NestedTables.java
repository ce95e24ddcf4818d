package dev.quern.document.reader.page;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Moves a table that stands in a cell of a table of data behind that one. A table that holds whole
 * parts of a page is there for the layout, and stays as it is.
 */
final class NestedTables {

  private NestedTables() {}

  static void moveOut(Document page) {
    for (Element table : page.getElementsByTag("table")) {
      Element outer = table.parent() == null ? null : table.parent().closest("table");
      if (outer != null && isData(outer)) {
        table.remove();
        outer.after(table);
      }
    }
  }

  private static boolean isData(Element table) {
    boolean layout =
        table.attr("role").matches("presentation|none")
            || !table.select("h1, h2, h3, h4, h5, h6, pre").isEmpty();
    List<Element> rows =
        table.getElementsByTag("tr").stream().filter(row -> row.closest("table") == table).toList();
    long wide = rows.stream().filter(row -> row.childrenSize() > 1).count();
    return !layout && rows.size() > 1 && wide > 1;
  }
}
