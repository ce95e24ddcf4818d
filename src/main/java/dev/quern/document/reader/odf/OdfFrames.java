package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.MathMl;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/**
 * Frames: images' alternative texts, formulas; boxes, charts and sheets, which come after their
 * block.
 */
final class OdfFrames {

  private static final Pattern NO_NUMBER = Pattern.compile("(?i)nan|\\d\\.#.*");

  private final OdfBlocks text;
  private final ZipParts parts;
  private final Xhtml out;
  private final List<Element> held = new ArrayList<>();

  OdfFrames(OdfBlocks text, ZipParts parts, Xhtml out) {
    this.text = text;
    this.parts = parts;
    this.out = out;
  }

  /** Whether an element is drawn and may hold text; form controls and images of pages do not. */
  static boolean is(Element e) {
    return e.tagName().startsWith("draw:")
        && !e.tagName().matches("draw:(control|page-thumbnail|layer-set|text-box|image)");
  }

  /** Whether it lies over the cell that it is in: what it holds is no text of the cell. */
  static boolean isOver(Element e) {
    return is(e) && (!Xml.has(e, "draw:image") || Xml.has(e, "draw:object"));
  }

  void inline(Element frame) throws IOException, SAXException {
    object(frame);
    for (Element e : frame.children()) {
      switch (e.tagName()) {
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
      if (box.tagName().matches("chart:chart|table:table")) {
        text.block(box);
        continue;
      }
      for (Element block : box.children()) {
        // What is drawn in a shape is part of its line.
        if (box.tagName().equals("draw:text-box") || !block.tagName().startsWith("draw:")) {
          text.block(block);
        }
      }
    }
  }

  /**
   * The object of a frame: a formula in the line, a chart or a sheet; else what is said of the
   * frame.
   */
  private void object(Element frame) throws IOException, SAXException {
    Element content = Xml.child(frame, "draw:object");
    if (content.hasAttr("xlink:href")) {
      String name = ZipParts.resolve("", content.attr("xlink:href")) + "/content.xml";
      content = parts.tree(name).orElseGet(Xml::empty);
    }
    String formula = formula(content);
    if (formula.isBlank()) {
      String alternative = Xml.child(frame, "svg:desc").text();
      out.image(alternative.isBlank() ? Xml.child(frame, "svg:title").text() : alternative, "");
    } else {
      out.formula(formula);
    }
    Element chart = content.getElementsByTag("chart:chart").first();
    Element sheet = content.getElementsByTag("table:table").first();
    if (chart != null) {
      withoutNotation(chart);
      held.add(chart);
    } else if (sheet != null) {
      held.add(sheet);
    }
  }

  /** Takes out of a chart's table where its cells come from, and what stands for no number. */
  private static void withoutNotation(Element chart) {
    chart.getElementsByTag("draw:g").remove();
    for (Element cell : chart.getElementsByTag("table:table-cell")) {
      if (NO_NUMBER.matcher(cell.attr("office:value")).matches()) {
        cell.empty();
      }
    }
  }

  /** LibreOffice's own annotation is StarMath, not TeX. */
  private static String formula(Element content) {
    for (Element e : content.getAllElements()) {
      if (Xml.local(e).equals("math")) {
        return MathMl.latex(e);
      }
    }
    return "";
  }
}
