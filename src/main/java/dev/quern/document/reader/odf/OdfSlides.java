package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.ReadingOrder;
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
    ReadingOrder<Element> shapes = new ReadingOrder<>();
    for (Element shape : page.children()) {
      String kind = shape.attr("presentation:class");
      boolean shown = shape.hasText() || !shape.getElementsByTag("draw:frame").isEmpty();
      boolean running = kind.matches("title|page-number|footer|header|date-time");
      if (shown && !running && !shape.tagName().equals("presentation:notes")) {
        shapes.add(shape, OdfPlaces.of(shape));
      }
    }
    for (Element shape : shapes.read()) {
      shape(shape);
    }
    for (Element notes : Xml.children(page, "presentation:notes")) {
      notes(notes);
    }
  }

  /** A shape, a table, or the shapes of a group as they are read. */
  private void shape(Element shape) throws IOException, SAXException {
    if (Xml.has(shape, "table:table")) {
      text.block(Xml.child(shape, "table:table"));
    } else if (shape.tagName().equals("draw:g")) {
      ReadingOrder<Element> grouped = new ReadingOrder<>();
      shape.children().forEach(child -> grouped.add(child, OdfPlaces.of(child)));
      for (Element child : grouped.read()) {
        shape(child);
      }
    } else {
      text.block(shape);
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
