package dev.quern.document.reader.odf;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.xml.sax.SAXException;

/** Paragraphs, headings and what stands in them. */
final class OdfText {

  private static final Pattern CODE_STYLE =
      Pattern.compile("Preformatted(_20_| )Text|Source(_20_|_)?Code|Code");

  private final OdfStyles styles;
  private final Xhtml out;
  private final OdfLists lists;
  private final OdfFrames frames;
  private final List<Element> notes = new ArrayList<>();
  private OdfTables tables;
  private int number;
  private int inCell;

  OdfText(OdfStyles styles, ZipParts parts, Xhtml out) {
    this.styles = styles;
    this.out = out;
    this.lists = new OdfLists(this, styles, out);
    this.frames = new OdfFrames(this, parts, out);
    this.tables = new OdfTables(this, styles, out);
  }

  void use(OdfTables itsTables) {
    this.tables = itsTables;
  }

  void blocks(Element parent) throws IOException, SAXException {
    for (Element block : parent.children()) {
      block(block);
      if (inCell == 0 && !lists.isOpen()) {
        notes();
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
        if (!isHidden(e)) {
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

  /** A section or field that is never shown, or not as its condition stands. */
  private static boolean isHidden(Element e) {
    return e.attr("text:display").equals("none") || e.attr("text:is-hidden").equals("true");
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
    children(p);
    if (!code || next == null || !isCode(next)) {
      out.end(name);
    }
    frames.writeHeld();
  }

  boolean isHiddenParagraph(Element p) {
    Element hidden = p.getElementsByTag("text:hidden-paragraph").first();
    return hidden != null && isHidden(hidden)
        || styles.isHidden("paragraph", p.attr("text:style-name"));
  }

  void children(Element parent) throws IOException, SAXException {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        String font = font(parent);
        out.text(SymbolFonts.text(text.getWholeText(), font));
      } else if (node instanceof Element element) {
        inline(element);
      }
    }
  }

  private String font(Element e) {
    return e.tagName().equals("text:span")
        ? styles.property("text", e.attr("text:style-name"), "style:font-name")
        : "";
  }

  private void inline(Element e) throws IOException, SAXException {
    if (isHidden(e)) {
      return;
    }
    if (OdfFrames.is(e)) {
      frames.inline(e);
      return;
    }
    switch (e.tagName()) {
      case "text:span" -> span(e);
      case "text:a" -> {
        out.start("a", "href", e.attr("xlink:href"));
        children(e);
        out.end("a");
      }
      case "text:s" -> out.text(" ".repeat(Math.min(100, Xml.number(e, "text:c", 1))));
      case "text:tab" -> out.text("\t");
      case "text:line-break" -> out.lineBreak();
      case "text:note" -> note(e);
      case "text:ruby" -> {
        children(Xml.child(e, "text:ruby-base"));
        out.text("(" + Xml.child(e, "text:ruby-text").text() + ")");
      }
      case "office:annotation",
          "office:annotation-end",
          "text:tracked-changes",
          "text:hidden-text",
          "text:hidden-paragraph",
          "text:script",
          "text:placeholder",
          "text:note-body" -> {}
      default -> children(e);
    }
  }

  private void span(Element e) throws IOException, SAXException {
    String style = e.attr("text:style-name");
    if (styles.isHidden("text", style)) {
      return;
    }
    String wrap = styles.wrap(style);
    if (wrap.isEmpty()) {
      children(e);
    } else {
      out.start(wrap);
      children(e);
      out.end(wrap);
    }
  }

  private void note(Element note) throws SAXException {
    notes.add(Xml.child(note, "text:note-body"));
    out.text("[^" + (number + notes.size()) + "]");
  }

  /** Writes the notes that were met since the last call. */
  void notes() throws IOException, SAXException {
    List<Element> met = List.copyOf(notes);
    notes.clear();
    for (Element body : met) {
      out.start("p");
      out.text("[^" + ++number + "]: ");
      for (Element paragraph : body.children()) {
        children(paragraph);
        out.text(" ");
      }
      out.end("p");
    }
  }
}
