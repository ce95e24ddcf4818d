package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.MathMl;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Frames: pictures' alternative texts, formulas, and text boxes, which come after their block. */
final class OdfFrames {

  private final OdfBlocks text;
  private final ZipParts parts;
  private final Xhtml out;
  private final List<Element> held = new ArrayList<>();

  OdfFrames(OdfBlocks text, ZipParts parts, Xhtml out) {
    this.text = text;
    this.parts = parts;
    this.out = out;
  }

  /** Whether an element is drawn and may hold text; form controls and pictures of pages do not. */
  static boolean is(Element e) {
    return e.tagName().startsWith("draw:")
        && !e.tagName().matches("draw:(control|page-thumbnail|layer-set|text-box|image)");
  }

  void inline(Element frame) throws IOException, SAXException {
    String alternative = Xml.child(frame, "svg:desc").text();
    out.picture(alternative.isBlank() ? Xml.child(frame, "svg:title").text() : alternative, "");
    for (Element e : frame.children()) {
      switch (e.tagName()) {
        case "draw:object" -> object(e);
        case "draw:text-box" -> held.add(e);
        case "text:p", "text:list" -> {
          if (!held.contains(frame)) {
            held.add(frame);
          }
        }
        default -> {
          if (is(e)) {
            inline(e);
          }
        }
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

  /** A formula in the line; a chart, as the table it is made of, after the block. */
  private void object(Element object) throws IOException, SAXException {
    Element content = object;
    if (object.hasAttr("xlink:href")) {
      String name = ZipParts.resolve("", object.attr("xlink:href")) + "/content.xml";
      content = parts.tree(name).orElseGet(Xml::empty);
    }
    Element chart = content.getElementsByTag("chart:chart").first();
    if (chart != null) {
      Element box = new Element("draw:text-box");
      Xml.child(chart, "chart:title").children().forEach(p -> box.appendChild(p.clone()));
      Xml.children(chart, "table:table").forEach(table -> box.appendChild(table.clone()));
      held.add(box);
      return;
    }
    for (Element e : content.getAllElements()) {
      if (Xml.local(e).equals("math")) {
        // LibreOffice's own annotation is StarMath, not TeX.
        out.formula(MathMl.latex(e));
        return;
      }
    }
  }
}
