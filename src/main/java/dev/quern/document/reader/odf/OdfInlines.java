package dev.quern.document.reader.odf;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.xml.sax.SAXException;

/** What stands in a paragraph, and the notes that it has marks of. */
final class OdfInlines {

  private final OdfStyles styles;
  private final OdfFrames frames;
  private final Xhtml out;
  private final List<Element> notes = new ArrayList<>();
  private int number;

  OdfInlines(OdfStyles styles, OdfFrames frames, Xhtml out) {
    this.styles = styles;
    this.frames = frames;
    this.out = out;
  }

  /** A section or field that is never shown, or not as its condition stands. */
  static boolean isHidden(Element e) {
    return e.attr("text:display").equals("none") || e.attr("text:is-hidden").equals("true");
  }

  void write(Element parent) throws IOException, SAXException {
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
        write(e);
        out.end("a");
      }
      case "text:s" -> out.text(" ".repeat(Math.min(100, Xml.number(e, "text:c", 1))));
      case "text:tab" -> out.text("\t");
      case "text:line-break" -> out.lineBreak();
      case "text:number" -> out.text(e.text() + " ");
      case "text:note" -> note(e);
      case "text:ruby" -> {
        write(Xml.child(e, "text:ruby-base"));
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
      default -> write(e);
    }
  }

  private void span(Element e) throws IOException, SAXException {
    String style = e.attr("text:style-name");
    if (styles.isHidden("text", style) || styles.isWhite(style) && !isBacked(e)) {
      return;
    }
    String wrap = styles.wrap(style);
    if (wrap.isEmpty()) {
      write(e);
    } else {
      out.start(wrap);
      write(e);
      out.end(wrap);
    }
  }

  /** Whether something coloured may be behind the text: a cell, a box, a slide. */
  private boolean isBacked(Element span) {
    for (Element around : span.parents()) {
      String style = around.attr("text:style-name");
      if (around.tagName().matches("table:table-cell|draw:.*|office:presentation")
          || !styles.property("paragraph", style, "fo:background-color").isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private void note(Element note) throws SAXException {
    notes.add(Xml.child(note, "text:note-body"));
    out.text("[^" + (number + notes.size()) + "]");
  }

  /** Writes the notes that were met since the last call. */
  void writeNotes() throws IOException, SAXException {
    List<Element> met = List.copyOf(notes);
    notes.clear();
    for (Element body : met) {
      out.start("p");
      out.text("[^" + ++number + "]: ");
      paragraphs(body);
      out.end("p");
    }
  }

  private void paragraphs(Element parent) throws IOException, SAXException {
    for (Element e : parent.children()) {
      if (e.tagName().matches("text:[ph]")) {
        write(e);
        out.text(" ");
      } else {
        paragraphs(e);
      }
    }
  }
}
