package dev.quern.document.markup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads XML with jsoup: entities need no network, and XML that is not well-formed is read too. */
public final class Xml {

  private static final int DECLARATION = 200;

  private static final Pattern ENCODING =
      Pattern.compile("(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]*?encoding=[\"']([\\w.:-]+)[\"']");

  private Xml() {}

  /** The whole of a small document; its charset is the one that it says, else UTF-8. */
  public static Document parse(InputStream in) throws IOException {
    Document tree = Jsoup.parse(in, null, "", Parser.xmlParser());
    Element root = tree.firstElementChild();
    if (root != null) {
      new Prefixes(root).rename(root);
    }
    return tree;
  }

  /** The characters of XML: its charset is the one its first bytes say, else UTF-8. */
  public static Reader reader(InputStream in) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
    bytes.mark(DECLARATION);
    byte[] start = bytes.readNBytes(DECLARATION);
    bytes.reset();
    boolean zeros = start.length > 1 && (start[0] == 0 || start[1] == 0);
    boolean marked = start.length > 1 && (start[0] & start[1] & 0xFE) == 0xFE;
    if (marked) {
      return new InputStreamReader(bytes, StandardCharsets.UTF_16);
    }
    if (zeros) {
      boolean little = start[1] == 0;
      return new InputStreamReader(
          bytes, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    Matcher named = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
    boolean known = named.lookingAt() && Charset.isSupported(named.group(1));
    return new InputStreamReader(
        bytes, known ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8);
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

  /** All elements of that name inside, whatever their prefix. */
  public static List<Element> named(Element parent, String name) {
    return parent.getAllElements().stream().filter(e -> local(e).equals(name)).toList();
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
