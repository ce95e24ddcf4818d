package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Charts;
import dev.quern.document.reader.office.Graphics;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** What lies on a sheet, as it is shown: boxes, images' alternative texts, charts. */
final class SheetDrawings {

  private final ZipParts parts;
  private final Relations relations;
  private final SheetTable table;
  private final Formulas formulas;
  private final Xhtml out;

  SheetDrawings(
      ZipParts parts, Relations relations, SheetTable table, Formulas formulas, Xhtml out) {
    this.parts = parts;
    this.relations = relations;
    this.table = table;
    this.formulas = formulas;
    this.out = out;
  }

  void write(Element parent) throws IOException, SAXException {
    for (Element e : parent.children()) {
      switch (e.tagName()) {
        case "mc:AlternateContent" -> write(Graphics.alternative(e));
        case "xdr:txBody" -> box(e);
        case "xdr:cNvPr" -> image(e);
        case "c:chart" -> {
          table.heading();
          Charts.write(parts, relations.part(e.attr("r:id")), formulas::range, out);
        }
        default -> other(e);
      }
    }
  }

  private void other(Element e) throws IOException, SAXException {
    if (Graphics.is(e)) {
      table.heading();
      Graphics.write(e, parts, relations, out);
    } else if (!isHidden(e)) {
      write(e);
    }
  }

  private void box(Element body) throws SAXException {
    if (!Xml.words(body).isBlank()) {
      table.heading();
      for (Element paragraph : body.getElementsByTag("a:p")) {
        out.element("p", Xml.words(paragraph));
      }
    }
  }

  private void image(Element properties) throws SAXException {
    if (!properties.attr("descr").isBlank()) {
      table.heading();
      out.start("p");
      out.image(properties.attr("descr").strip(), "");
      out.end("p");
    }
  }

  private static boolean isHidden(Element shape) {
    return shape.children().stream()
        .filter(child -> child.tagName().startsWith("xdr:nv"))
        .anyMatch(child -> Xml.child(child, "xdr:cNvPr").attr("hidden").matches("1|true"));
  }
}
