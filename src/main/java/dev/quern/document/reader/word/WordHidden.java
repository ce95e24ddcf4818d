package dev.quern.document.reader.word;

import dev.quern.document.markup.Xml;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Which runs no reader sees: hidden ones, those a point high, and white ones on white. */
final class WordHidden {

  /** In half points. */
  private static final int TOO_SMALL = 2;

  private static final String WHITE = "FFFFFF";

  /** What may have a colour behind its text that is said elsewhere. */
  private static final Set<String> BACKED = Set.of("w:tc", "w:txbxContent");

  private final WordStyles styles;

  WordHidden(WordStyles styles) {
    this.styles = styles;
  }

  /**
   * @param paragraphStyle the style of the paragraph the run is in
   */
  boolean is(Element run, String paragraphStyle) {
    Element properties = Xml.child(run, "w:rPr");
    boolean vanishes =
        Xml.has(properties, "w:vanish")
            ? WordReader.isOn(properties, "w:vanish")
            : isStyled(properties, paragraphStyle);
    return vanishes
        || Xml.number(Xml.child(properties, "w:sz"), "w:val", TOO_SMALL + 1) <= TOO_SMALL
        || Xml.child(properties, "w:color").attr("w:val").equalsIgnoreCase(WHITE)
            && !isBacked(run, properties, paragraphStyle);
  }

  private boolean isStyled(Element properties, String paragraphStyle) {
    String own = Xml.child(properties, "w:rStyle").attr("w:val");
    Element property = styles.property(own, "w:rPr", "w:vanish");
    property = property == null ? styles.property(paragraphStyle, "w:rPr", "w:vanish") : property;
    return property != null && !property.attr("w:val").matches("0|false|off");
  }

  private boolean isBacked(Element run, Element properties, String paragraphStyle) {
    String own = Xml.child(properties, "w:rStyle").attr("w:val");
    if (Xml.has(properties, "w:shd")
        || Xml.has(properties, "w:highlight")
        || styles.property(own, "w:rPr", "w:shd") != null
        || styles.property(paragraphStyle, "w:pPr", "w:shd") != null
        || styles.property(paragraphStyle, "w:rPr", "w:shd") != null) {
      return true;
    }
    for (Element around : run.parents()) {
      if (BACKED.contains(around.tagName())
          || Xml.has(Xml.child(around, "w:pPr"), "w:shd")
          || Xml.has(around, "w:background")) {
        return true;
      }
    }
    return false;
  }
}
