package dev.quern.document.reader.rtf.block;

import dev.quern.document.markup.Xhtml;
import java.util.ArrayList;
import java.util.List;
import org.xml.sax.SAXException;

/** The table that is being read, and those in its cells, which are written after it. */
final class RtfTables {

  private final List<RtfTable> open = new ArrayList<>();
  private final List<RtfTable> nested = new ArrayList<>();

  boolean isEmpty() {
    return open.isEmpty();
  }

  void paragraph(int depth, RtfLine text) {
    at(depth).paragraph(text);
  }

  void endCell(int depth) {
    while (open.size() > depth) {
      nested.add(open.remove(open.size() - 1));
    }
    at(depth).endCell();
  }

  void endRow(List<RtfTable.Edge> edges, boolean inner) {
    int depth = inner ? Math.max(2, open.size()) : 1;
    if (open.size() >= depth) {
      at(depth).endRow(edges);
    }
  }

  private RtfTable at(int depth) {
    while (open.size() < depth) {
      open.add(new RtfTable());
    }
    return open.get(depth - 1);
  }

  void write(Xhtml out) throws SAXException {
    open.get(0).write(out);
    for (RtfTable inner : nested) {
      inner.write(out);
    }
    open.clear();
    nested.clear();
  }
}
