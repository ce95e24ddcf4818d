package dev.quern.document.markup;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * XML as jsoup reads it: entities are known without a network, and what is not well-formed is read
 * all the same.
 */
public final class Xml {

  private Xml() {}

  /** The whole of a small document; its charset is the one that it says, else UTF-8. */
  public static Document parse(InputStream in) throws IOException {
    return Jsoup.parse(in, null, "", Parser.xmlParser());
  }

  /** The name without its prefix. */
  public static String local(Element element) {
    String name = element.tagName();
    return name.substring(name.indexOf(':') + 1);
  }

  /** The first child of that name, prefix included; an empty element where there is none. */
  public static Element child(Element parent, String name) {
    for (Element child : parent.children()) {
      if (child.tagName().equals(name)) {
        return child;
      }
    }
    return new Element("none");
  }

  public static boolean has(Element parent, String name) {
    return !child(parent, name).tagName().equals("none");
  }

  /** The children of that name. */
  public static List<Element> children(Element parent, String name) {
    return parent.children().stream().filter(child -> child.tagName().equals(name)).toList();
  }

  /** The number in an attribute, or {@code otherwise} where there is none. */
  public static int number(Element element, String attribute, int otherwise) {
    try {
      return Integer.parseInt(element.attr(attribute).strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  public static Document empty() {
    return new Document("");
  }

  /** The text of a shape of DrawingML, its paragraphs and formulas with a space between them. */
  public static String words(Element shape) {
    StringBuilder text = new StringBuilder();
    for (Element e : shape.getAllElements()) {
      if (e.tagName().equals("a:t") || e.tagName().equals("m:t")) {
        text.append(e.wholeText());
      } else if (e.tagName().equals("a:p") || e.tagName().equals("a:br")) {
        text.append(' ');
      }
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }
}
