package dev.quern.document.reader.word;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Graphics;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/**
 * Drawings, of DrawingML and VML: images by their alternative texts; text boxes, charts and
 * diagrams are held until the paragraph they hang at has ended.
 */
final class WordDrawings {

  private final Xhtml out;
  private final List<Element> boxes = new ArrayList<>();
  private final List<Element> graphics = new ArrayList<>();

  WordDrawings(Xhtml out) {
    this.out = out;
  }

  List<Element> takeBoxes() {
    List<Element> result = List.copyOf(boxes);
    boxes.clear();
    return result;
  }

  List<Element> takeGraphics() {
    List<Element> result = List.copyOf(graphics);
    graphics.clear();
    return result;
  }

  void write(Element e) throws SAXException {
    if (Graphics.is(e)) {
      graphics.add(e);
      return;
    }
    if (Xml.child(e, "wp:docPr").attr("hidden").matches("1|true")) {
      return;
    }
    switch (e.tagName()) {
      case "w:txbxContent" -> boxes.add(e);
      case "mc:AlternateContent" -> write(Graphics.alternative(e));
      case "wp:docPr" -> {
        String description = e.attr("descr").strip();
        out.image(description.isEmpty() ? e.attr("title").strip() : description, "");
      }
      default -> {
        if (e.tagName().matches("v:imagedata|v:shape|v:rect")) {
          out.image(e.attr("alt").strip(), "");
        }
        for (Element child : e.children()) {
          write(child);
        }
      }
    }
  }
}
