package dev.quern.document.reader.page;

import dev.quern.document.markup.NumberFormat;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.math.MathMl;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.xml.sax.SAXException;

/** The elements of a page as events, with the names and attributes that Markdown is made of. */
final class PageEvents {

  private static final Pattern LANGUAGE =
      Pattern.compile("(?:^|\\s)(?:lang(?:uage)?-|brush:\\s*)([\\w+#-]{1,20})");

  private static final Pattern LIST_STYLE =
      Pattern.compile(
          "(?i)list-style(?:-type)?\\s*:[^;]*?\\b((?:lower|upper)-(?:alpha|latin|roman)|"
              + "decimal-leading-zero|cjk-ideographic|(?:simp|trad)-chinese-informal)");

  private static final int MAX_DEPTH = 400;

  private final Xhtml out;
  private int depth;

  PageEvents(Xhtml out) {
    this.out = out;
  }

  void children(Element parent) throws SAXException {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        out.text(text.getWholeText());
      } else if (node instanceof Element element && !(node instanceof Comment)) {
        element(element);
      }
    }
  }

  private void element(Element e) throws SAXException {
    String name = e.normalName();
    switch (name.substring(name.indexOf(':') + 1)) {
      case "math" -> out.formula(MathMl.latex(e));
      case "br" -> out.lineBreak();
      case "img" -> out.image(e.attr("alt"), e.attr("src"));
      case "pre" -> nested(e, "pre", "data-language", language(e));
      case "ol" -> nested(e, "ol", "start", e.attr("start"));
      case "li" -> item(e);
      case "td", "th" ->
          nested(e, "td", "colspan", e.attr("colspan"), "rowspan", e.attr("rowspan"));
      case "a" -> nested(e, "a", "href", e.attr("href"));
      case "q" -> {
        out.text("“");
        nested(e, name);
        out.text("”");
      }
      case "rt" -> reading(e);
      case "rp", "metadata" -> {}
      default -> nested(e, name);
    }
  }

  private void nested(Element e, String name, String... attributes) throws SAXException {
    if (++depth > MAX_DEPTH) {
      out.text(e.text());
    } else {
      out.start(name, attributes);
      children(e);
      out.end(name);
    }
    depth--;
  }

  private void reading(Element e) throws SAXException {
    if (!e.text().isBlank()) {
      out.text("(" + e.text().strip() + ")");
    }
  }

  private void item(Element e) throws SAXException {
    Element list = e.parent();
    boolean ordered = list != null && list.normalName().equals("ol");
    String format = ordered ? format(list) : "1";
    boolean plain = format.equals("1") || format.equals("decimal") || format.equals("none");
    if (e.hasAttr(ListParagraphs.MARKER)) {
      nested(e, "li", "data-marker", e.attr(ListParagraphs.MARKER));
    } else if (ordered && !plain) {
      nested(e, "li", "data-marker", NumberFormat.of(number(list, e), format) + ".");
    } else if (ordered && list.hasAttr("reversed")) {
      nested(e, "li", "data-marker", number(list, e) + ".");
    } else {
      nested(e, "li", "value", e.attr("value"));
    }
  }

  private static String format(Element list) {
    Matcher styled = LIST_STYLE.matcher(list.attr("style"));
    if (styled.find()) {
      return styled.group(1).toLowerCase(Locale.ROOT);
    }
    return list.attr("type").matches("[aAiI]") ? list.attr("type") : "1";
  }

  private static int number(Element list, Element item) {
    boolean reversed = list.hasAttr("reversed");
    int step = reversed ? -1 : 1;
    int items = list.select("> li").size();
    int number = whole(list.attr("start"), reversed ? items : 1) - step;
    for (Element child : list.children()) {
      if (child.normalName().equals("li")) {
        number = whole(child.attr("value"), number + step);
      }
      if (child == item) {
        break;
      }
    }
    return number;
  }

  private static int whole(String text, int otherwise) {
    return text.strip().matches("-?\\d{1,6}") ? Integer.parseInt(text.strip()) : otherwise;
  }

  private static String language(Element pre) {
    Element code = pre.selectFirst("code");
    String classes = pre.className() + " " + (code == null ? "" : code.className());
    Element parent = pre.parent();
    if (parent != null) {
      classes += " " + parent.className().replace("highlight-source-", "language-");
      classes += " " + (parent.parent() == null ? "" : parent.parent().className());
    }
    Matcher named = LANGUAGE.matcher(classes);
    if (named.find()) {
      return named.group(1);
    }
    String given = pre.attr("data-lang") + pre.attr("lang");
    if (pre.hasClass("sourceCode") && pre.classNames().size() > 1) {
      given = pre.classNames().stream().filter(c -> !c.equals("sourceCode")).findFirst().orElse("");
    }
    return given.matches("[\\w+#-]{1,20}") ? given : "";
  }
}
