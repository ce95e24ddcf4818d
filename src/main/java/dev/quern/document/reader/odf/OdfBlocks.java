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
  private final OdfLists lists;
  private final OdfFrames frames;
  private final OdfInlines inlines;
  private OdfTables tables;
  private int inCell;

  OdfBlocks(OdfStyles styles, ZipParts parts, Xhtml out) {
    this.styles = styles;
    this.out = out;
    this.lists = new OdfLists(this, styles, out);
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
      if (inCell == 0 && !lists.isOpen()) {
        inlines.writeNotes();
      }
    }
  }

  /** The content of a cell; tables in it are given back for after. */
  List<Element> cell(Element cell) throws IOException, SAXException {
    List<Element> nested = new ArrayList<>();
    inCell++;
    for (Element block : cell.children()) {
      if (block.tagName().equals("table:table")) {
        nested.add(block);
      } else {
        block(block);
      }
    }
    inCell--;
    return nested;
  }

  void block(Element e) throws IOException, SAXException {
    switch (e.tagName()) {
      case "text:h" -> paragraph(e, inCell > 0 ? "p" : "h" + level(e));
      case "text:p" -> paragraph(e, isTitle(e) ? "h1" : isCode(e) ? "pre" : "p");
      case "text:list" -> lists.write(e);
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
      case "text:index-title" -> blocks(e);
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
    return inCell == 0 && !lists.isOpen() && code;
  }

  private static int level(Element heading) {
    return Math.max(1, Math.min(6, Xml.number(heading, "text:outline-level", 1)));
  }

  private boolean isTitle(Element p) {
    String style = p.attr("text:style-name");
    return inCell == 0
        && (style.equals("Title") || styles.parent("paragraph", style).equals("Title"));
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
