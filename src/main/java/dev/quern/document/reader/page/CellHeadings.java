package dev.quern.document.reader.page;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Headings in the cells of tables that hold data are words set large, and are left as words; in
 * tables that only lay out a page they are headings.
 */
final class CellHeadings {

  private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
  private static final int LONGEST_CELL = 150;

  private CellHeadings() {}

  static void asWords(Document page) {
    for (Element table : page.getElementsByTag("table")) {
      if (isData(table)) {
        table.select(HEADINGS).forEach(heading -> heading.tagName("span"));
      }
    }
  }

  private static boolean isData(Element table) {
    Elements rows = table.select("tr");
    Elements cells = table.select("td, th");
    return !table.select(HEADINGS).isEmpty()
        && table.select("table").size() == 1
        && rows.size() > 1
        && cells.size() >= 2 * rows.size()
        && cells.stream().allMatch(cell -> cell.text().length() <= LONGEST_CELL);
  }
}
