package dev.quern.document.reader.page;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The ids and classes that some elements have: a quick look which selectors can fit none. */
final class ElementNames {

  private static final Pattern NAMED = Pattern.compile("[.#]([^\\s.#>+~:]+)");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\[[^\\]]*+]");

  private final Set<String> names = new HashSet<>();

  static ElementNames of(Iterable<Element> elements) {
    ElementNames result = new ElementNames();
    for (Element element : elements) {
      if (element.hasAttr("id")) {
        result.names.add(element.id().toLowerCase(Locale.ROOT));
      }
      for (String name : element.classNames()) {
        result.names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return result;
  }

  /** Whether there is each name that the selector asks for. */
  boolean hasAllOf(String selector) {
    if (selector.contains("\\")) {
      return true; // Names with signs that are escaped.
    }
    Matcher named = NAMED.matcher(ATTRIBUTE.matcher(selector).replaceAll(""));
    while (named.find()) {
      if (!names.contains(named.group(1).toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is each name that the selector asks of the element itself. */
  boolean hasThoseOfTheLast(String selector) {
    String plain = ATTRIBUTE.matcher(selector).replaceAll("").strip();
    return hasAllOf(plain.replaceFirst("^.*[\\s>+~]", ""));
  }
}
