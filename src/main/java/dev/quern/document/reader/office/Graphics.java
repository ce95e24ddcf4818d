package dev.quern.document.reader.office;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.List;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** What a document draws by other parts of it: charts, and diagrams (SmartArt). */
public final class Graphics {

  private Graphics() {}

  public static boolean is(Element e) {
    return e.tagName().equals("c:chart") || e.tagName().equals("dgm:relIds");
  }

  /** Writes the part an element refers to: a chart as a table, a diagram as its texts. */
  public static void write(Element e, ZipParts parts, Relations relations, Xhtml out)
      throws IOException, SAXException {
    if (e.tagName().equals("c:chart")) {
      Charts.write(parts, relations.part(e.attr("r:id")), range -> List.of(), out);
      return;
    }
    Element data = parts.tree(relations.part(e.attr("r:dm"))).orElseGet(Xml::empty);
    for (Element point : data.getElementsByTag("dgm:t")) {
      out.element("p", Xml.words(point));
    }
  }

  /** What is shown of an alternative: the newer one, unless it is empty. */
  public static Element alternative(Element e) {
    Element choice = Xml.child(e, "mc:Choice");
    return choice.childrenSize() > 0 ? choice : Xml.child(e, "mc:Fallback");
  }
}
