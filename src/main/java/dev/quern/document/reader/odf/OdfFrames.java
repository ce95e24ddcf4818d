package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.MathMl;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Frames: pictures' alternative texts, formulas, and text boxes, which come after their block. */
final class OdfFrames {

  private final OdfText text;
  private final ZipParts parts;
  private final Xhtml out;
  private final List<Element> held = new ArrayList<>();

  OdfFrames(OdfText text, ZipParts parts, Xhtml out) {
    this.text = text;
    this.parts = parts;
    this.out = out;
  }

  void inline(Element frame) throws IOException, SAXException {
    String alternative = Xml.child(frame, "svg:desc").text();
    out.picture(alternative.isBlank() ? Xml.child(frame, "svg:title").text() : alternative, "");
    for (Element e : frame.children()) {
      switch (e.tagName()) {
        case "draw:object" -> formula(e);
        case "draw:text-box" -> held.add(e);
        case "draw:frame", "draw:g", "draw:custom-shape" -> inline(e);
        case "text:p", "text:list" -> {
          if (!held.contains(frame)) {
            held.add(frame);
          }
        }
        default -> {}
      }
    }
  }

  void write(Element frame) throws IOException, SAXException {
    out.start("p");
    inline(frame);
    out.end("p");
    writeHeld();
  }

  void writeHeld() throws IOException, SAXException {
    List<Element> boxes = List.copyOf(held);
    held.clear();
    for (Element box : boxes) {
      for (Element block : box.children()) {
        if (!block.tagName().startsWith("draw:")) {
          text.block(block);
        }
      }
    }
  }

  private void formula(Element object) throws IOException, SAXException {
    Element inside = object.getElementsByTag("math").first();
    if (inside == null && object.hasAttr("xlink:href")) {
      String name = ZipParts.resolve("", object.attr("xlink:href")) + "/content.xml";
      Document content = parts.tree(name).orElse(new Document(""));
      for (Element e : content.getAllElements()) {
        if (Xml.local(e).equals("math")) {
          inside = e;
          break;
        }
      }
    }
    if (inside != null) {
      // LibreOffice's own annotation is StarMath, not TeX.
      out.text(MathMl.latex(inside));
    }
  }
}
