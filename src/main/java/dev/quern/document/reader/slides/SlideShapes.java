package dev.quern.document.reader.slides;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.NumberFormat;
import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.OfficeMath;
import dev.quern.document.reader.office.Graphics;
import dev.quern.document.reader.office.ReadingOrder;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** The shapes of a slide as they are read: text, tables, charts, images. */
final class SlideShapes {

  private static final int LEVELS = 10;

  private final ZipParts parts;
  private final Relations relations;
  private final SlidePlaces places;
  private final Xhtml out;

  SlideShapes(ZipParts parts, Relations relations, SlidePlaces places, Xhtml out) {
    this.parts = parts;
    this.relations = relations;
    this.places = places;
    this.out = out;
  }

  String title(Element slide) {
    for (Element shape : slide.getElementsByTag("p:sp")) {
      if (kind(shape).matches("title|ctrTitle")) {
        return Xml.words(shape);
      }
    }
    return "";
  }

  /** The shapes of a slide or of a group as they are read; each group is read as a whole. */
  void write(Element parent) throws IOException, SAXException {
    ReadingOrder<Element> shapes = new ReadingOrder<>();
    collect(parent, shapes);
    for (Element e : shapes.read()) {
      switch (e.tagName()) {
        case "p:grpSp" -> write(e);
        case "p:pic" -> {
          out.start("p");
          out.image(properties(e).attr("descr").strip(), "");
          out.end("p");
        }
        case "p:graphicFrame" -> graphic(e);
        default -> text(e, kind(e).matches("body|obj"));
      }
    }
  }

  private void collect(Element parent, ReadingOrder<Element> shapes) {
    for (Element e : parent.children()) {
      if (isHidden(e)) {
        continue;
      }
      switch (e.tagName()) {
        case "p:cSld", "p:spTree" -> collect(e, shapes);
        case "mc:AlternateContent" -> collect(Graphics.alternative(e), shapes);
        case "p:sp", "p:cxnSp" -> {
          // Lines and boxes without text would stand between the columns.
          if (!kind(e).matches("title|ctrTitle|dt|ftr|sldNum|hdr") && !Xml.words(e).isBlank()) {
            shapes.add(e, places.of(e));
          }
        }
        case "p:pic", "p:graphicFrame", "p:grpSp" -> shapes.add(e, places.of(e));
        default -> {}
      }
    }
  }

  private void graphic(Element frame) throws IOException, SAXException {
    for (Element e : frame.getAllElements()) {
      if (e.tagName().equals("a:tbl")) {
        table(e);
      } else if (Graphics.is(e)) {
        Graphics.write(e, parts, relations, out);
      }
    }
  }

  private void table(Element table) throws SAXException {
    out.start("table");
    for (Element row : Xml.children(table, "a:tr")) {
      out.start("tr");
      for (Element cell : Xml.children(row, "a:tc")) {
        if (!cell.attr("hMerge").matches("1|true") && !cell.attr("vMerge").matches("1|true")) {
          out.start("td", "colspan", cell.attr("gridSpan"), "rowspan", cell.attr("rowSpan"));
          for (Element paragraph : cell.getElementsByTag("a:p")) {
            runs(paragraph);
            out.text(" ");
          }
          out.end("td");
        }
      }
      out.end("tr");
    }
    out.end("table");
  }

  /** The paragraphs of a shape; in a body of several, they are points unless they say otherwise. */
  void text(Element shape, boolean body) throws SAXException {
    Element frame = Xml.child(shape, "p:txBody");
    long several = Xml.children(frame, "a:p").stream().filter(p -> !Xml.words(p).isBlank()).count();
    ListLevels levels = new ListLevels(out);
    int[] numbers = new int[LEVELS];
    for (Element p : Xml.children(frame, "a:p")) {
      if (Xml.words(p).isBlank()) {
        continue;
      }
      Element properties = Xml.child(p, "a:pPr");
      int level = Math.max(0, Math.min(LEVELS - 1, Xml.number(properties, "lvl", 0)));
      Element automatic = Xml.child(properties, "a:buAutoNum");
      boolean numbered = Xml.has(properties, "a:buAutoNum");
      boolean point =
          Xml.has(properties, "a:buChar") || Xml.has(properties, "a:buBlip") || numbered;
      boolean listed = point || body && several > 1 && !Xml.has(properties, "a:buNone");
      if (listed) {
        int first = Xml.number(automatic, "startAt", 1);
        numbers[level] = !numbered ? 0 : numbers[level] == 0 ? first : numbers[level] + 1;
        for (int deeper = level + 1; deeper < LEVELS; deeper++) {
          numbers[deeper] = 0;
        }
        levels.item(level, numbered ? marker(numbers[level], automatic.attr("type")) : "-");
        runs(p);
      } else {
        levels.close();
        out.start("p");
        runs(p);
        out.end("p");
      }
    }
    levels.close();
  }

  private static String marker(int number, String type) {
    String format =
        type.startsWith("alphaLc")
            ? "a"
            : type.startsWith("alphaUc")
                ? "A"
                : type.startsWith("romanLc") ? "i" : type.startsWith("romanUc") ? "I" : "1";
    return NumberFormat.of(number, format) + (type.contains("Paren") ? ")" : ".");
  }

  private void runs(Element p) throws SAXException {
    for (Element e : p.children()) {
      switch (e.tagName()) {
        case "a:r", "a:fld" -> run(e);
        case "a:br" -> out.lineBreak();
        case "mc:AlternateContent" -> runs(Xml.child(e, "mc:Choice"));
        case "a14:m" -> {
          for (Element math : e.children()) {
            out.formula(OfficeMath.latex(math));
          }
        }
        default -> {}
      }
    }
  }

  private void run(Element run) throws SAXException {
    Element properties = Xml.child(run, "a:rPr");
    int raised = Xml.number(properties, "baseline", 0);
    boolean struck = properties.attr("strike").matches("sngStrike|dblStrike");
    String wrap = raised > 0 ? "sup" : raised < 0 ? "sub" : struck ? "s" : "";
    String address = relations.address(Xml.child(properties, "a:hlinkClick").attr("r:id"));
    out.start("a", "href", address);
    if (!wrap.isEmpty()) {
      out.start(wrap);
    }
    String latin = Xml.child(properties, "a:latin").attr("typeface");
    String symbols = Xml.child(properties, "a:sym").attr("typeface");
    String text = Xml.child(run, "a:t").wholeText();
    for (String part : text.split("(?<=[\uF000-\uF0FF])|(?=[\uF000-\uF0FF])")) {
      boolean symbol = part.matches("[\uF000-\uF0FF]") && !symbols.isEmpty();
      out.text(SymbolFonts.text(part, symbol ? symbols : latin));
    }
    if (!wrap.isEmpty()) {
      out.end(wrap);
    }
    out.end("a");
  }

  private static String kind(Element shape) {
    Element placeholder = shape.getElementsByTag("p:ph").first();
    return placeholder == null
        ? "none"
        : placeholder.hasAttr("type") ? placeholder.attr("type") : "obj";
  }

  private static boolean isHidden(Element shape) {
    return properties(shape).attr("hidden").matches("1|true");
  }

  private static Element properties(Element shape) {
    for (Element child : shape.children()) {
      if (child.tagName().startsWith("p:nv")) {
        return Xml.child(child, "p:cNvPr");
      }
    }
    return new Element("none");
  }
}
