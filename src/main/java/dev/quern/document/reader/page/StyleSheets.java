package dev.quern.document.reader.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/**
 * What the style sheets of a page hide: of the rules for an element that with the most specific
 * selector counts, of equal ones the last (CSS Cascading and Inheritance, 6). Rules under a
 * condition and states such as {@code :hover} are left out.
 */
final class StyleSheets {

  private static final int MAX_STYLE = 500_000;

  /** So often is looked whether a rule shows an element; about three seconds. */
  private static final int MAX_LOOKS = 1_000_000;

  private static final int ID = 10_000;
  private static final int CLASS = 100;
  private static final int INLINE = 10_000_000;
  private static final int IMPORTANT = 100_000_000;

  private static final Pattern RULE = Pattern.compile("([^{}]++)\\{([^{}]*+)}");

  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?i)(?<![\\w*-])(display|visibility)\\s*+:\\s*+([\\w-]++)[^;!]*+(!\\s*+important)?");

  private static final Pattern MEDIA =
      Pattern.compile("(?i)^\\s*$|(^|,)\\s*(only\\s+)?(all|screen)\\s*(,|$)");

  private static final Pattern PLAIN_SELECTOR = Pattern.compile("[\\w\\s.#>\\-]+");
  private static final Pattern PART = Pattern.compile("[#.\\[]|(?<![\\w#.\\[=\"'-])[A-Za-z]");

  private record Rule(String selector, String property, boolean hides, int weight) {}

  private record Declared(int weight, int order, boolean hides) {

    Declared over(Declared other) {
      boolean wins = weight > other.weight || weight == other.weight && order >= other.order;
      return wins ? this : other;
    }
  }

  private final Document page;
  private final ElementNames names;
  private final Map<String, ElementNames> namesOfHidden = new HashMap<>();
  private int looks;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Map<Element, Declared>> declared =
      Map.of("display", new LinkedHashMap<>(), "visibility", new LinkedHashMap<>());

  private StyleSheets(Document page) {
    this.page = page;
    this.names = ElementNames.of(page.getAllElements());
  }

  /** The elements that are hidden, each with all that is in it. */
  static Set<Element> hidden(Document page) {
    StyleSheets sheets = new StyleSheets(page);
    for (Element style : page.getElementsByTag("style")) {
      String rules = (style.data() + style.wholeText()).replaceAll("(?s)/\\*.*?\\*/", "");
      if (rules.length() <= MAX_STYLE && isForTheScreen(style)) {
        sheets.read(withoutAtRules(rules));
      }
    }
    sheets.apply(true);
    sheets.apply(false);
    Set<Element> hidden = new LinkedHashSet<>();
    for (Map<Element, Declared> property : sheets.declared.values()) {
      property.entrySet().stream()
          .filter(last -> last.getValue().hides())
          .map(Map.Entry::getKey)
          .forEach(hidden::add);
    }
    return hidden;
  }

  /** Without a condition, as on the width, and not for pages without scripts only. */
  private static boolean isForTheScreen(Element style) {
    return MEDIA.matcher(style.attr("media")).find() && style.closest("noscript, template") == null;
  }

  private void read(String sheet) {
    Matcher rule = RULE.matcher(sheet);
    while (rule.find()) {
      Matcher declaration = DECLARATION.matcher(rule.group(2));
      while (declaration.find()) {
        for (String selector : rule.group(1).split(",")) {
          String plain = selector.strip();
          rules.add(
              new Rule(
                  plain,
                  declaration.group(1).toLowerCase(Locale.ROOT),
                  hides(declaration),
                  weight(plain) + importance(declaration)));
        }
      }
    }
  }

  private void apply(boolean hides) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.hides() == hides) {
        Declared now = new Declared(rule.weight(), i, hides);
        for (Element element : hides ? toHide(rule) : toShow(rule)) {
          property(rule).merge(element, now, (before, last) -> last.over(before));
        }
      }
    }
  }

  private Map<Element, Declared> property(Rule rule) {
    return Objects.requireNonNull(declared.get(rule.property()));
  }

  private List<Element> toHide(Rule rule) {
    if (rule.selector().isBlank()
        || !PLAIN_SELECTOR.matcher(rule.selector()).matches()
        || !names.hasAllOf(rule.selector())) {
      return List.of();
    }
    try {
      List<Element> selected = page.select(rule.selector());
      selected.forEach(element -> own(element, rule));
      return selected;
    } catch (Selector.SelectorParseException e) {
      return List.of(); // A rule that is not understood hides nothing.
    }
  }

  /** Of the elements that other rules hide: most rules of a sheet show something. */
  private List<Element> toShow(Rule rule) {
    Set<Element> hidden = property(rule).keySet();
    if (rule.selector().isBlank()
        || rule.selector().contains(":")
        || hidden.isEmpty()
        || !names.hasAllOf(rule.selector())
        || !namesOfHidden
            .computeIfAbsent(rule.property(), property -> ElementNames.of(hidden))
            .hasThoseOfTheLast(rule.selector())
        || hidden.size() > MAX_LOOKS - looks) {
      return List.of();
    }
    looks += hidden.size();
    try {
      Evaluator selector = QueryParser.parse(rule.selector());
      return hidden.stream().filter(element -> element.is(selector)).toList();
    } catch (Selector.SelectorParseException e) {
      return List.of();
    }
  }

  /** The element's own style counts more than a sheet. */
  private void own(Element element, Rule rule) {
    Matcher own = DECLARATION.matcher(element.attr("style"));
    while (own.find()) {
      if (own.group(1).equalsIgnoreCase(rule.property())) {
        Declared inline = new Declared(INLINE + importance(own), rules.size(), hides(own));
        property(rule).merge(element, inline, (before, last) -> last.over(before));
      }
    }
  }

  private static boolean hides(Matcher declaration) {
    return declaration.group(2).matches("(?i)none|hidden|collapse");
  }

  private static int importance(Matcher declaration) {
    return declaration.group(3) == null ? 0 : IMPORTANT;
  }

  private static int weight(String selector) {
    return PART.matcher(selector)
        .results()
        .mapToInt(part -> part.group().equals("#") ? ID : ".[".contains(part.group()) ? CLASS : 1)
        .sum();
  }

  /** Without rules that hold under a condition, such as {@code @media print}, braces and all. */
  private static String withoutAtRules(String rules) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    boolean conditional = false;
    for (char c : rules.toCharArray()) {
      conditional = conditional || c == '@' && depth == 0;
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (!conditional) {
        result.append(c);
      } else if (depth <= 0 && (c == '}' || c == ';')) {
        conditional = false;
        depth = 0;
      }
    }
    return result.toString();
  }
}
