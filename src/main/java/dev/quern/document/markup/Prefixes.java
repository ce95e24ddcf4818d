package dev.quern.document.markup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Gives the elements of Office Open XML the prefixes they mostly have. Writers may choose others
 * ({@code x:workbook}, {@code ns0:document}); the namespace decides.
 */
public final class Prefixes {

  private static final Map<String, String> WELL_KNOWN = new HashMap<>();

  static {
    String transitional = "http://schemas.openxmlformats.org/";
    String strict = "http://purl.oclc.org/ooxml/";
    String[] common = {
      "wordprocessingml", "w", "spreadsheetml", "", "presentationml", "p", "drawingml", "a"
    };
    for (int i = 0; i < common.length; i += 2) {
      WELL_KNOWN.put(transitional + common[i] + "/2006/main", common[i + 1]);
      WELL_KNOWN.put(strict + common[i] + "/main", common[i + 1]);
    }
    String[] others = {
      "officeDocument/2006/relationships", "officeDocument/relationships", "r",
      "officeDocument/2006/math", "officeDocument/math", "m",
      "drawingml/2006/chart", "drawingml/chart", "c",
      "drawingml/2006/diagram", "drawingml/diagram", "dgm",
      "drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing", "wp",
      "drawingml/2006/spreadsheetDrawing", "drawingml/spreadsheetDrawing", "xdr",
      "markup-compatibility/2006", "markup-compatibility/2006", "mc"
    };
    for (int i = 0; i < others.length; i += 3) {
      WELL_KNOWN.put(transitional + others[i], others[i + 2]);
      WELL_KNOWN.put(strict + others[i + 1], others[i + 2]);
    }
    WELL_KNOWN.put("http://schemas.microsoft.com/office/drawing/2010/main", "a14");
  }

  private final Map<String, String> renamed = new HashMap<>();

  private final String unprefixed;

  /** Knows what the document's element declares. */
  public Prefixes(Element root) {
    String usual = WELL_KNOWN.getOrDefault(root.attr("xmlns"), "");
    unprefixed = root.hasAttr("xmlns:" + usual) ? "" : usual;
    declarations(root);
  }

  private void declarations(Element e) {
    for (Attribute attribute : e.attributes()) {
      String name = attribute.getKey();
      String usual = name.startsWith("xmlns:") ? WELL_KNOWN.get(attribute.getValue()) : null;
      if (usual != null && !usual.equals(name.substring(6))) {
        renamed.put(name.substring(6), usual);
      }
    }
  }

  /** Renames the elements of a tree, and their attributes. */
  public void rename(Element tree) {
    tree.getAllElements().forEach(this::declarations);
    if (renamed.isEmpty() && unprefixed.isEmpty()) {
      return;
    }
    for (Element e : tree.getAllElements()) {
      String name = renamed(e.tagName(), unprefixed);
      if (!name.equals(e.tagName())) {
        e.tagName(name);
      }
      for (Attribute attribute : List.copyOf(e.attributes().asList())) {
        String key = renamed(attribute.getKey(), "");
        if (!key.equals(attribute.getKey())) {
          e.attr(key, attribute.getValue());
        }
      }
    }
  }

  private String renamed(String name, String otherwise) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return otherwise.isEmpty() || name.startsWith("#") ? name : otherwise + ":" + name;
    }
    String usual = renamed.get(name.substring(0, colon));
    String local = name.substring(colon + 1);
    return usual == null ? name : usual.isEmpty() ? local : usual + ":" + local;
  }
}
