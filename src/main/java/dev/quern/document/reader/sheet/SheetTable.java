package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Xhtml;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import org.xml.sax.SAXException;

/** A sheet as it is written: its heading, and a table of the rows in which something is shown. */
public final class SheetTable {

  private final String name;
  private final IntPredicate hiddenColumn;
  private final Xhtml out;
  private boolean begun;
  private boolean headed;

  public SheetTable(String name, IntPredicate hiddenColumn, Xhtml out) {
    this.name = name;
    this.hiddenColumn = hiddenColumn;
    this.out = out;
  }

  /** The sheet's heading, once: a sheet on which nothing is has none. */
  void heading() throws SAXException {
    if (!headed) {
      headed = true;
      out.element("h2", name);
    }
  }

  /** Writes a row; {@code cells} are what its columns show, from 0. */
  public void row(SortedMap<Integer, String> cells) throws SAXException {
    if (cells.isEmpty()) {
      return;
    }
    heading();
    if (!begun) {
      begun = true;
      out.start("table");
    }
    out.start("tr");
    int at = 0;
    for (Map.Entry<Integer, String> cell : cells.entrySet()) {
      for (; at < cell.getKey(); at++) {
        cell(at, "");
      }
      cell(at++, cell.getValue());
    }
    out.end("tr");
  }

  private void cell(int at, String content) throws SAXException {
    if (!hiddenColumn.test(at)) {
      out.start("td");
      out.text(content);
      out.end("td");
    }
  }

  public void end() throws SAXException {
    if (begun) {
      out.end("table");
    }
  }
}
