package dev.quern.document.reader.word;

import dev.quern.document.markup.Xml;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The styles of a document, looked up along what they are based on. */
final class WordStyles {

  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final int MAX_DEPTH = 20;

  private final Map<String, Element> styles = new HashMap<>();

  static WordStyles of(Optional<Document> part) {
    WordStyles result = new WordStyles();
    part.ifPresent(
        tree ->
            tree.getElementsByTag("w:style")
                .forEach(style -> result.styles.putIfAbsent(style.attr("w:styleId"), style)));
    return result;
  }

  /** The name by which Word knows the style, in small letters; its id where it has none. */
  String name(String id) {
    Element style = styles.get(id);
    String name = style == null ? id : Xml.child(style, "w:name").attr("w:val");
    return name.toLowerCase(Locale.ROOT);
  }

  /** The level of a heading, 1 to 6, or 0. */
  int headingLevel(String id, Element paragraphProperties) {
    String at = id;
    for (int i = 0; i < MAX_DEPTH && !at.isEmpty(); i++) {
      String name = name(at);
      Matcher heading = HEADING.matcher(name.replace("heading", "heading ").replaceAll(" +", " "));
      if (heading.matches()) {
        return Math.min(6, Integer.parseInt(heading.group(1)));
      }
      if (name.equals("title")) {
        return 1;
      }
      at = base(at);
    }
    int outline = Xml.number(Xml.child(paragraphProperties, "w:outlineLvl"), "w:val", -1);
    if (outline < 0) {
      Element inherited = property(id, "w:pPr", "w:outlineLvl");
      outline = inherited == null ? -1 : Xml.number(inherited, "w:val", -1);
    }
    return outline >= 0 && outline < 6 ? outline + 1 : 0;
  }

  /** A property of a style or of those it is based on. */
  @Nullable Element property(String id, String properties, String name) {
    String at = id;
    for (int i = 0; i < MAX_DEPTH && styles.containsKey(at); i++) {
      Element found = Xml.child(Xml.child(styles.get(at), properties), name);
      if (!found.tagName().equals("none")) {
        return found;
      }
      at = base(at);
    }
    return null;
  }

  private String base(String id) {
    Element style = styles.get(id);
    return style == null ? "" : Xml.child(style, "w:basedOn").attr("w:val");
  }
}
