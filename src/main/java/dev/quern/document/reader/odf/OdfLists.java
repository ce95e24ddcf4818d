package dev.quern.document.reader.odf;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Lists with their numbers, which their styles say how to write. */
final class OdfLists {

  private final OdfBlocks text;
  private final OdfNumbers counting;
  private final ListLevels levels;
  private final Map<String, Integer> last = new HashMap<>();
  private int depth;
  private String style = "";
  private String label = "";
  private final int[] numbers = new int[OdfNumbers.LEVELS + 1];

  OdfLists(OdfBlocks text, OdfNumbers counting, Xhtml out) {
    this.text = text;
    this.counting = counting;
    this.levels = new ListLevels(out);
  }

  boolean isOpen() {
    return depth > 0 || levels.isOpen();
  }

  void write(Element list) throws IOException, SAXException {
    String outer = style;
    String named = list.attr("text:style-name");
    style = named.isEmpty() ? outer : named;
    depth = Math.min(OdfNumbers.LEVELS, depth + 1);
    boolean goesOn =
        list.attr("text:continue-numbering").equals("true") || list.hasAttr("text:continue-list");
    numbers[depth] =
        goesOn ? last.getOrDefault(style + depth, 0) : counting.first(style, depth) - 1;
    for (Element item : list.children()) {
      item(item);
    }
    last.put(style + depth, numbers[depth]);
    depth--;
    style = outer;
    if (depth == 0) {
      levels.close();
      text.inlines().writeNotes();
    }
  }

  private void item(Element item) throws IOException, SAXException {
    if (item.tagName().equals("text:list-header")) {
      for (Element block : item.children()) {
        text.block(block);
      }
      return;
    }
    Element first = item.firstElementChild();
    boolean onlyNested = first == null || first.tagName().equals("text:list");
    if (first != null && item.childrenSize() == 1 && text.isHiddenParagraph(first)) {
      return;
    }
    if (first != null && first.tagName().equals("text:h")) {
      numbers[depth] = Xml.number(item, "text:start-value", numbers[depth] + 1);
      chapter(marker());
    } else if (!onlyNested) {
      int itsNumber = Xml.number(item, "text:start-value", numbers[depth] + 1);
      numbers[depth] = itsNumber;
      levels.item(depth - 1, marker());
    }
    for (Element block : item.children()) {
      text.block(block);
    }
  }

  /** A paragraph that has a number without being in a list (ODF 1.2 Part 1, 5.3.6). */
  void numbered(Element e) throws IOException, SAXException {
    String marker = counting.paragraph(e);
    if (Xml.has(e, "text:h")) {
      chapter(marker);
    } else {
      levels.item(OdfNumbers.level(e) - 1, marker);
    }
    depth++;
    for (Element block : e.children()) {
      text.block(block);
    }
    depth--;
    Element next = e.nextElementSibling();
    if (next == null || !next.tagName().equals("text:numbered-paragraph")) {
      levels.close();
    }
  }

  private void chapter(String marker) throws SAXException {
    levels.close();
    label = marker.equals("-") ? "" : marker + " ";
  }

  private String marker() {
    return counting.label(style, depth, numbers);
  }

  /** The number of a heading that is an item; once. */
  String takeLabel() {
    String result = label;
    label = "";
    return result;
  }
}
