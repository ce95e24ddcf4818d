package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** The slides of a presentation, each under a heading, with its notes. */
final class OdfSlides {

  private final OdfBlocks text;
  private final OdfStyles styles;
  private final Xhtml out;

  OdfSlides(OdfBlocks text, OdfStyles styles, Xhtml out) {
    this.text = text;
    this.styles = styles;
    this.out = out;
  }

  void write(Element presentation) throws IOException, SAXException {
    int number = 0;
    for (Element page : Xml.children(presentation, "draw:page")) {
      number++;
      String style = page.attr("draw:style-name");
      boolean hidden =
          styles.property("drawing-page", style, "presentation:visibility").equals("hidden");
      if (!hidden) {
        slide(page, number);
      }
    }
  }

  private void slide(Element page, int number) throws IOException, SAXException {
    String title = "Slide " + number;
    for (Element frame : page.children()) {
      if (frame.attr("presentation:class").equals("title") && !frame.text().isBlank()) {
        title = frame.text();
      }
    }
    out.element("h2", title);
    for (Element shape : page.children()) {
      String kind = shape.attr("presentation:class");
      if (shape.tagName().equals("presentation:notes")) {
        notes(shape);
      } else if (Xml.has(shape, "table:table")) {
        text.block(Xml.child(shape, "table:table"));
      } else if (!kind.matches("title|page-number|footer|header|date-time")) {
        text.block(shape);
      }
    }
  }

  private void notes(Element notes) throws IOException, SAXException {
    for (Element frame : notes.children()) {
      boolean own = frame.attr("presentation:class").equals("notes");
      if (own
          && !frame.text().isBlank()
          && !frame.attr("presentation:placeholder").equals("true")) {
        out.element("p", "Speaker notes:");
        text.block(frame);
      }
    }
  }
}
