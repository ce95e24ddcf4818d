package dev.quern.document.reader.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Takes out the text of elements whose own style lets it have no size, or makes it invisible, but
 * not what is in them and says otherwise: mails and rows of blocks are laid out with text of size 0
 * around that of the right size.
 */
final class InheritedStyles {

  private static final Pattern SIZE =
      Pattern.compile("(?i)(?<![\\w*-])(font|font-size)\\s*+:\\s*+([^;!]*+)");

  private static final Pattern TINY =
      Pattern.compile("(?i)(0*(\\.0*)?(px|pt|em|rem|%)?|1(\\.0*)?p[xt])\\s*");

  /** Of a size of nothing, these are nothing. */
  private static final Pattern RELATIVE =
      Pattern.compile("(?i)([\\d.]+(em|ex|ch|%)|larger|smaller|inherit|unset)\\s*");

  private static final Pattern VISIBILITY =
      Pattern.compile("(?i)(?<![\\w*-])visibility\\s*+:\\s*+([\\w-]++)");

  private enum Shown {
    YES,
    NO,
    AS_AROUND
  }

  private interface Property {
    Shown of(Element element);
  }

  private InheritedStyles() {}

  static void remove(Document page) {
    remove(page, InheritedStyles::size);
    remove(page, InheritedStyles::visibility);
  }

  private static void remove(Document page, Property property) {
    Set<Element> done = new HashSet<>();
    for (Element element : page.select("[style]")) {
      if (!done.contains(element) && property.of(element) == Shown.NO) {
        removeText(element, property, done);
      }
    }
  }

  private static void removeText(Element hidden, Property property, Set<Element> done) {
    List<TextNode> texts = new ArrayList<>();
    boolean[] shows = {false};
    NodeFilter look =
        (node, depth) -> {
          if (node instanceof TextNode text) {
            texts.add(text);
          } else if (node instanceof Element element) {
            Shown shown = property.of(element);
            if (shown == Shown.YES) {
              shows[0] = true;
              return NodeFilter.FilterResult.SKIP_ENTIRELY;
            }
            done.add(element);
          }
          return NodeFilter.FilterResult.CONTINUE;
        };
    NodeTraversor.filter(look, hidden);
    if (shows[0]) {
      texts.forEach(TextNode::remove);
    } else {
      hidden.remove();
    }
  }

  private static Shown size(Element element) {
    Shown shown = Shown.AS_AROUND;
    Matcher size = SIZE.matcher(element.attr("style"));
    while (size.find()) {
      String value = size.group(2);
      if (size.group(1).equalsIgnoreCase("font")) {
        shown = value.isBlank() ? shown : Shown.YES;
      } else if (!value.isBlank()) {
        boolean tiny = TINY.matcher(value).matches();
        boolean relative = RELATIVE.matcher(value).matches();
        shown = tiny ? Shown.NO : relative ? Shown.AS_AROUND : Shown.YES;
      }
    }
    return shown;
  }

  private static Shown visibility(Element element) {
    Matcher visibility = VISIBILITY.matcher(element.attr("style"));
    Shown shown = Shown.AS_AROUND;
    while (visibility.find()) {
      shown =
          visibility.group(1).matches("(?i)hidden|collapse")
              ? Shown.NO
              : visibility.group(1).matches("(?i)visible|initial") ? Shown.YES : Shown.AS_AROUND;
    }
    return shown;
  }
}
