package dev.quern.document.reader.odf;

import dev.quern.document.markup.Xml;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The styles of a document, automatic ones and common ones, by their names. */
final class OdfStyles {

  private static final int MAX_DEPTH = 20;

  /** A point high or less. */
  private static final Pattern TOO_SMALL = Pattern.compile("[01](\\.0+)?pt|0?\\.\\d+pt");

  private final Map<String, Element> styles = new HashMap<>();
  private final Map<String, Element> lists = new HashMap<>();
  private String outline = "Outline";

  static OdfStyles of(Document content, Optional<Document> common) {
    OdfStyles result = new OdfStyles();
    common.ifPresent(result::add);
    result.add(content);
    return result;
  }

  private void add(Document tree) {
    for (Element style : tree.getElementsByTag("style:style")) {
      styles.put(style.attr("style:family") + " " + style.attr("style:name"), style);
    }
    tree.getElementsByTag("text:list-style").forEach(e -> lists.put(e.attr("style:name"), e));
    for (Element numbered : tree.getElementsByTag("text:outline-style")) {
      outline = numbered.hasAttr("style:name") ? numbered.attr("style:name") : outline;
      lists.put(outline, numbered);
    }
  }

  /** A property of a style of that family, or of its parents; empty where it is not set. */
  String property(String family, String name, String attribute) {
    Element style = styles.get(family + " " + name);
    for (int i = 0; i < MAX_DEPTH && style != null; i++) {
      for (Element properties : style.children()) {
        if (properties.hasAttr(attribute)) {
          return properties.attr(attribute);
        }
      }
      style = styles.get(family + " " + style.attr("style:parent-style-name"));
    }
    return "";
  }

  boolean has(String family, String name) {
    return styles.containsKey(family + " " + name);
  }

  /** An attribute of a style, or of the first of its parents that has it, even empty. */
  String inherited(String family, String name, String attribute, String otherwise) {
    Element style = styles.get(family + " " + name);
    for (int i = 0; i < MAX_DEPTH && style != null; i++) {
      if (style.hasAttr(attribute)) {
        return style.attr(attribute);
      }
      style = styles.get(family + " " + style.attr("style:parent-style-name"));
    }
    return otherwise;
  }

  /** The name of the list style that numbers the chapters. */
  String outline() {
    return outline;
  }

  /** Whether text of that style is not shown. */
  boolean isHidden(String family, String name) {
    return property(family, name, "text:display").equals("none")
        || TOO_SMALL.matcher(property(family, name, "fo:font-size")).matches();
  }

  /** Whether a span is white on the white of the page, as far as its own style says. */
  boolean isWhite(String name) {
    return property("text", name, "fo:color").equalsIgnoreCase("#ffffff")
        && property("text", name, "fo:background-color").replace("transparent", "").isEmpty();
  }

  /** {@code sup}, {@code sub}, {@code s}, or nothing. */
  String wrap(String name) {
    String position = property("text", name, "style:text-position").strip();
    if (position.startsWith("super") || position.matches("[1-9].*")) {
      return "sup";
    }
    if (position.startsWith("sub") || position.startsWith("-")) {
      return "sub";
    }
    String line = property("text", name, "style:text-line-through-style");
    return line.isEmpty() || line.equals("none") ? "" : "s";
  }

  /** The name of the style a style is made from, with {@code _20_} for spaces. */
  String parent(String family, String name) {
    Element style = styles.get(family + " " + name);
    String parent = style == null ? "" : style.attr("style:parent-style-name");
    return parent.isEmpty() ? name : parent;
  }

  /** A level of a list style, from 1; an empty element where there is none. */
  Element listLevel(String name, int level) {
    Element style = lists.get(name);
    if (style != null) {
      for (Element one : style.children()) {
        if (Xml.number(one, "text:level", 0) == level) {
          return one;
        }
      }
    }
    return new Element("none");
  }
}
