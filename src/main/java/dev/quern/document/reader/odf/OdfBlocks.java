package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Paragraphs, headings and other blocks. */
final class OdfBlocks {

  private static final Pattern CODE_STYLE =
      Pattern.compile("Preformatted(_20_| )Text|Source(_20_|_)?Code|Code");

  private final OdfStyles styles;
  private final Xhtml out;
  private final OdfNumbers numbers;
  private final OdfLists lists;
  private final OdfFrames frames;
  private final OdfInlines inlines;
  private OdfTables tables;
  private final List<Element> afterTable = new ArrayList<>();
  private boolean inCell;

  OdfBlocks(OdfStyles styles, ZipParts parts, Xhtml out) {
    this.styles = styles;
    this.out = out;
    this.numbers = new OdfNumbers(styles);
    this.lists = new OdfLists(this, numbers, out);
    this.frames = new OdfFrames(this, parts, out);
    this.inlines = new OdfInlines(styles, frames, out);
    this.tables = new OdfTables(this, styles, out);
  }

  void use(OdfTables itsTables) {
    this.tables = itsTables;
  }

  void blocks(Element parent) throws IOException, SAXException {
    for (Element block : parent.children()) {
      block(block);
      if (!inCell && !lists.isOpen()) {
        inlines.writeNotes();
      }
    }
  }

  /** The content of a cell; the tables and charts in it are given back for after its table. */
  List<Element> cell(Element cell) throws IOException, SAXException {
    inCell = true;
    for (Element block : cell.children()) {
      if (!OdfFrames.isOver(block)) {
        block(block);
      }
    }
    inCell = false;
    List<Element> result = List.copyOf(afterTable);
    afterTable.clear();
    return result;
  }

  void block(Element e) throws IOException, SAXException {
    if (inCell && e.tagName().matches("table:table|chart:chart")) {
      afterTable.add(e);
      return;
    }
    switch (e.tagName()) {
      case "text:h" -> paragraph(e, inCell ? "p" : "h" + level(e));
      case "text:p" -> paragraph(e, isTitle(e) ? "h1" : isCode(e) ? "pre" : "p");
      case "text:list" -> lists.write(e);
      case "text:numbered-paragraph" -> lists.numbered(e);
      case "table:table" -> tables.write(e);
      case "text:section" -> {
        if (!OdfInlines.isHidden(e)) {
          blocks(e);
        }
      }
      case "text:table-of-content",
          "text:illustration-index",
          "text:table-index",
          "text:object-index",
          "text:user-index",
          "text:alphabetical-index",
          "text:bibliography" ->
          blocks(Xml.child(e, "text:index-body"));
      case "text:index-title", "chart:chart", "chart:title", "chart:subtitle" -> blocks(e);
      default -> {
        if (OdfFrames.is(e)) {
          frames.write(e);
        }
      }
    }
  }

  private boolean isCode(Element p) {
    String style = p.attr("text:style-name");
    boolean code =
        CODE_STYLE.matcher(style).matches()
            || CODE_STYLE.matcher(styles.parent("paragraph", style)).matches();
    return !inCell && !lists.isOpen() && code;
  }

  private static int level(Element heading) {
    return Math.max(1, Math.min(6, Xml.number(heading, "text:outline-level", 1)));
  }

  private boolean isTitle(Element p) {
    String style = p.attr("text:style-name");
    return !inCell && (style.equals("Title") || styles.parent("paragraph", style).equals("Title"));
  }

  void paragraph(Element p, String name) throws IOException, SAXException {
    if (isHiddenParagraph(p)) {
      return;
    }
    Element next = p.nextElementSibling();
    Element before = p.previousElementSibling();
    boolean code = name.equals("pre");
    if (code && before != null && isCode(before)) {
      out.lineBreak();
    } else {
      out.start(name);
    }
    out.text(lists.takeLabel());
    if (p.tagName().equals("text:h") && !lists.isOpen()) {
      out.text(numbers.chapter(p));
    }
    inlines.write(p);
    if (!code || next == null || !isCode(next)) {
      out.end(name);
    }
    frames.writeHeld();
  }

  boolean isHiddenParagraph(Element p) {
    Element hidden = p.getElementsByTag("text:hidden-paragraph").first();
    return hidden != null && OdfInlines.isHidden(hidden)
        || styles.isHidden("paragraph", p.attr("text:style-name"));
  }

  OdfInlines inlines() {
    return inlines;
  }
}
