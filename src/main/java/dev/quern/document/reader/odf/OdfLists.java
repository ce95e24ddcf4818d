package dev.quern.document.reader.odf;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.NumberFormat;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Lists with their numbers, which their styles say how to write. */
final class OdfLists {

  private static final int LEVELS = 10;

  private final OdfBlocks text;
  private final OdfStyles styles;
  private final ListLevels levels;
  private final Map<String, Integer> last = new HashMap<>();
  private int depth;
  private String style = "";
  private String label = "";
  private final int[] numbers = new int[LEVELS + 1];

  OdfLists(OdfBlocks text, OdfStyles styles, Xhtml out) {
    this.text = text;
    this.styles = styles;
    this.levels = new ListLevels(out);
  }

  boolean isOpen() {
    return depth > 0;
  }

  void write(Element list) throws IOException, SAXException {
    String outer = style;
    String named = list.attr("text:style-name");
    style = named.isEmpty() ? outer : named;
    depth = Math.min(LEVELS, depth + 1);
    boolean goesOn =
        list.attr("text:continue-numbering").equals("true") || list.hasAttr("text:continue-list");
    numbers[depth] = goesOn ? last.getOrDefault(style + depth, 0) : first() - 1;
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
      levels.close();
      String marker = marker();
      label = marker.equals("-") ? "" : marker + " ";
    } else if (!onlyNested) {
      int itsNumber = Xml.number(item, "text:start-value", numbers[depth] + 1);
      numbers[depth] = itsNumber;
      levels.item(depth - 1, marker());
    }
    for (Element block : item.children()) {
      text.block(block);
    }
  }

  /** The number of a heading that is an item; once. */
  String takeLabel() {
    String result = label;
    label = "";
    return result;
  }

  private int first() {
    return Xml.number(styles.listLevel(style, depth), "text:start-value", 1);
  }

  private String marker() {
    Element level = styles.listLevel(style, depth);
    if (!level.tagName().equals("text:list-level-style-number")) {
      return "-";
    }
    String format = level.attr("style:num-format");
    if (format.isEmpty()) {
      return "-";
    }
    int shown = Math.max(1, Math.min(depth, Xml.number(level, "text:display-levels", 1)));
    StringBuilder label = new StringBuilder(level.attr("style:num-prefix").strip());
    for (int i = depth - shown + 1; i <= depth; i++) {
      String itsFormat = i == depth ? format : styles.listLevel(style, i).attr("style:num-format");
      label.append(i > depth - shown + 1 ? "." : "").append(NumberFormat.of(numbers[i], itsFormat));
    }
    return label.append(level.attr("style:num-suffix").strip()).toString();
  }
}
