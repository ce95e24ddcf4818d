package dev.quern.document.reader.word;

import dev.quern.document.markup.NumberFormat;
import dev.quern.document.markup.Xml;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Counts the numbers of lists and headings (ECMA-376 Part 1, 17.9). */
final class WordNumbering {

  private static final int LEVELS = 9;
  private static final int UNSET = Integer.MIN_VALUE;

  private final Map<String, Element> instances = new HashMap<>();
  private final Map<String, Element> definitions = new HashMap<>();
  private final Map<String, int[]> counters = new HashMap<>();
  private final Map<String, Boolean> started = new HashMap<>();
  private final WordStyles styles;

  private WordNumbering(WordStyles styles) {
    this.styles = styles;
  }

  static WordNumbering of(Optional<Document> part, WordStyles styles) {
    WordNumbering result = new WordNumbering(styles);
    part.ifPresent(
        tree -> {
          tree.getElementsByTag("w:abstractNum")
              .forEach(e -> result.definitions.put(e.attr("w:abstractNumId"), e));
          tree.getElementsByTag("w:num").forEach(e -> result.instances.put(e.attr("w:numId"), e));
        });
    return result;
  }

  /** The list and depth a paragraph belongs to, {@code numId} and level; null where to none. */
  @Nullable Place place(Element properties, String style) {
    Element own = Xml.child(properties, "w:numPr");
    String id = Xml.child(own, "w:numId").attr("w:val");
    int level = Xml.number(Xml.child(own, "w:ilvl"), "w:val", -1);
    Element inherited = styles.property(style, "w:pPr", "w:numPr");
    if (id.isEmpty() && inherited != null) {
      id = Xml.child(inherited, "w:numId").attr("w:val");
      level = level < 0 ? Xml.number(Xml.child(inherited, "w:ilvl"), "w:val", -1) : level;
    }
    if (level < 0) {
      level = levelOfStyle(id, style);
    }
    return id.isEmpty() || id.equals("0") || !instances.containsKey(id)
        ? null
        : new Place(id, Math.min(level, LEVELS - 1));
  }

  /** Where a paragraph stands. */
  record Place(String numId, int level) {}

  /** Counts on, and gives what stands before the paragraph: {@code -} for a bullet. */
  String next(Place place) {
    Element instance = instances.getOrDefault(place.numId(), new Element("none"));
    String definition = definition(instance);
    int[] numbers = counters.computeIfAbsent(definition, id -> unset());
    if (started.putIfAbsent(place.numId(), true) == null) {
      restart(instance, numbers);
    }
    int at = place.level();
    Element level = level(instance, at);
    numbers[at] = numbers[at] == UNSET ? start(instance, at) : numbers[at] + 1;
    for (int deeper = at + 1; deeper < LEVELS; deeper++) {
      Element restart = Xml.child(level(instance, deeper), "w:lvlRestart");
      if (at < Xml.number(restart, "w:val", LEVELS)) {
        numbers[deeper] = UNSET;
      }
    }
    String format = Xml.child(level, "w:numFmt").attr("w:val");
    if (format.equals("bullet") || level.tagName().equals("none")) {
      return "-";
    }
    return label(instance, level, numbers);
  }

  private static int[] unset() {
    int[] numbers = new int[LEVELS];
    Arrays.fill(numbers, UNSET);
    return numbers;
  }

  private static void restart(Element instance, int[] numbers) {
    for (int level = 0; level < LEVELS; level++) {
      if (Xml.has(override(instance, level), "w:startOverride")) {
        numbers[level] = UNSET;
      }
    }
  }

  private int start(Element instance, int level) {
    Element override = Xml.child(override(instance, level), "w:startOverride");
    int start = Xml.number(Xml.child(level(instance, level), "w:start"), "w:val", 1);
    return Xml.number(override, "w:val", start);
  }

  private static Element override(Element instance, int level) {
    return Xml.children(instance, "w:lvlOverride").stream()
        .filter(override -> Xml.number(override, "w:ilvl", 0) == level)
        .findFirst()
        .orElse(new Element("none"));
  }

  private String label(Element instance, Element level, int[] numbers) {
    String text = Xml.child(level, "w:lvlText").attr("w:val");
    boolean legal = WordReader.isOn(level, "w:isLgl");
    for (int i = 0; i < LEVELS; i++) {
      Element at = level(instance, i);
      String format = legal ? "decimal" : Xml.child(at, "w:numFmt").attr("w:val");
      int number = numbers[i] == UNSET ? start(instance, i) : numbers[i];
      text = text.replace("%" + (i + 1), NumberFormat.of(number, format));
    }
    return text.strip();
  }

  private int levelOfStyle(String id, String style) {
    Element instance = instances.get(id);
    for (int i = 0; instance != null && i < LEVELS; i++) {
      if (Xml.child(level(instance, i), "w:pStyle").attr("w:val").equals(style)) {
        return i;
      }
    }
    return 0;
  }

  private Element level(Element instance, int level) {
    Element override = override(instance, level);
    if (Xml.has(override, "w:lvl")) {
      return Xml.child(override, "w:lvl");
    }
    Element definition = definitions.get(definition(instance));
    for (Element one :
        definition == null ? new Element("none").children() : definition.children()) {
      if (one.tagName().equals("w:lvl") && Xml.number(one, "w:ilvl", -1) == level) {
        return one;
      }
    }
    return new Element("none");
  }

  /** The abstract definition, also where it is only named by a style of lists. */
  private String definition(Element instance) {
    String id = Xml.child(instance, "w:abstractNumId").attr("w:val");
    Element definition = definitions.get(id);
    String link = definition == null ? "" : Xml.child(definition, "w:numStyleLink").attr("w:val");
    if (link.isEmpty()) {
      return id;
    }
    return definitions.entrySet().stream()
        .filter(e -> Xml.child(e.getValue(), "w:styleLink").attr("w:val").equals(link))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(id);
  }
}
