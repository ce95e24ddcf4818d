package dev.quern.document.reader.odf;

import dev.quern.document.markup.NumberFormat;
import dev.quern.document.markup.Xml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Numbers as their levels say how to write them; those of chapters and single paragraphs. */
final class OdfNumbers {

  static final int LEVELS = 10;

  private final OdfStyles styles;
  private final Map<String, int[]> counted = new HashMap<>();

  OdfNumbers(OdfStyles styles) {
    this.styles = styles;
  }

  /** The number of a chapter, which its heading has from the outline; empty where it has none. */
  String chapter(Element heading) {
    String style = heading.attr("text:style-name");
    String outline = styles.outline();
    String list = styles.inherited("paragraph", style, "style:list-style-name", outline);
    boolean known = styles.has("paragraph", style);
    String level =
        styles.inherited("paragraph", style, "style:default-outline-level", known ? "" : "1");
    if (!list.equals(outline)
        || level.isEmpty()
        || heading.attr("text:is-list-header").equals("true")) {
      return "";
    }
    String number = next(outline, outline, level(heading, "text:outline-level"), heading);
    boolean blank = !heading.hasText() || Xml.has(heading, "text:number");
    return number.equals("-") || blank ? "" : number + " ";
  }

  /** The marker of a paragraph that is numbered without a list around it. */
  String paragraph(Element numbered) {
    String style = numbered.attr("text:style-name");
    String id = numbered.attr("text:list-id");
    return next("id " + (id.isEmpty() ? style : id), style, level(numbered), numbered);
  }

  static int level(Element numbered) {
    return level(numbered, "text:level");
  }

  private static int level(Element e, String attribute) {
    return Math.max(1, Math.min(LEVELS, Xml.number(e, attribute, 1)));
  }

  private String next(String list, String style, int level, Element e) {
    int[] numbers = counted.computeIfAbsent(list, any -> new int[LEVELS + 1]);
    for (int i = 1; i < level; i++) {
      numbers[i] = numbers[i] == 0 ? first(style, i) : numbers[i];
    }
    int next = numbers[level] == 0 ? first(style, level) : numbers[level] + 1;
    numbers[level] = Xml.number(e, "text:start-value", next);
    Arrays.fill(numbers, level + 1, numbers.length, 0);
    return label(style, level, numbers);
  }

  /** The number at which a level starts. */
  int first(String style, int level) {
    return Xml.number(styles.listLevel(style, level), "text:start-value", 1);
  }

  /** What stands before an item of a level, with the numbers around it; {@code -} for a bullet. */
  String label(String style, int depth, int[] numbers) {
    Element level = styles.listLevel(style, depth);
    String format = level.attr("style:num-format");
    if (!level.tagName().matches("text:(list-level-style-number|outline-level-style)")
        || format.isEmpty()) {
      return "-";
    }
    int shown = Math.max(1, Math.min(depth, Xml.number(level, "text:display-levels", 1)));
    List<String> parts = new ArrayList<>();
    for (int i = depth - shown + 1; i <= depth; i++) {
      String itsFormat = i == depth ? format : styles.listLevel(style, i).attr("style:num-format");
      if (!itsFormat.isEmpty()) {
        parts.add(NumberFormat.of(numbers[i], itsFormat));
      }
    }
    return level.attr("style:num-prefix").strip()
        + String.join(".", parts)
        + level.attr("style:num-suffix").strip();
  }
}
