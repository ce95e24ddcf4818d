package dev.quern.document.reader.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Takes out of a page what a browser does not show, and what is there to be clicked. */
final class HiddenElements {

  private static final Set<String> NEVER =
      Set.of(
          ("script style template noscript head title base link meta select option optgroup datalist"
                  + " input textarea progress meter object embed applet iframe audio video"
                  + " canvas map area del nav menu")
              .split(" "));

  private static final Pattern HIDING = Pattern.compile("(?i)(?<![\\w*-])display\\s*:\\s*none");

  /** Where a button that opens what is below is the heading of that, or what is asked. */
  private static final String TITLES = "h1, h2, h3, h4, h5, h6, [role=heading], summary, dt";

  private static final Pattern WHITE =
      Pattern.compile("(?i)(?<![\\w-])color\\s*:\\s*(white|#f{3}|#f{6})\\s*(;|!|$)");

  private static final Pattern SKIP_LINK =
      Pattern.compile(
          "(?i)(skip|jump) to .{1,40}|.*(zum|zur) .{1,30} springen|.{1,30}(atla|geç)|(跳到|跳转到|跳至).{1,10}");

  /** The sign of a link to the heading, or the like, in which it stands. */
  private static final Pattern PERMALINK = Pattern.compile("\\s*[¶#§🔗⚓\\u200B\\uF0C1]+\\s*");

  private HiddenElements() {}

  static void remove(Document page) {
    for (Element formula : page.select("script[type^=math/tex]")) {
      String ofXml = formula.wholeText();
      String source = (ofXml.isBlank() ? formula.data() : ofXml).strip();
      formula.replaceWith(new Element("span").text(source.isEmpty() ? "" : "$" + source + "$"));
    }
    List<Element> hidden = new ArrayList<>();
    if (page.select("style, link[rel=stylesheet], [bgcolor], [style*=background]").isEmpty()) {
      hidden.addAll(white(page));
    }
    int length = page.text().length();
    for (Element element : page.getAllElements()) {
      if (isHidden(element) || isUnread(element) && !isBehindDialog(element, length)) {
        hidden.add(element);
      }
    }
    Set<Element> styled = StyleSheets.hidden(page);
    hidden.forEach(Element::remove);
    InheritedStyles.remove(page);
    // A sheet that hides all there is waits for a script, as those of slides do.
    if (!styled.isEmpty() && showsMore(page, styled)) {
      styled.forEach(Element::remove);
    }
  }

  private static boolean showsMore(Document page, Set<Element> hidden) {
    boolean[] shown = {false};
    NodeFilter look =
        (node, depth) -> {
          if (node instanceof Element element && hidden.contains(element)) {
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          shown[0] |= node instanceof TextNode text && !text.isBlank();
          return NodeFilter.FilterResult.CONTINUE;
        };
    NodeTraversor.filter(look, page);
    return shown[0];
  }

  /** White on the white of a page that says of no other colour behind it. */
  private static List<Element> white(Document page) {
    return page.getAllElements().stream()
        .filter(
            element ->
                WHITE.matcher(element.attr("style")).find()
                    || element.attr("color").matches("(?i)white|#f{3}|#f{6}"))
        .filter(element -> element.select("[style*=color], [color]").size() == 1)
        .toList();
  }

  private static boolean isHidden(Element element) {
    if (NEVER.contains(element.normalName()) && !isTaskList(element)) {
      return true;
    }
    if (element.normalName().equals("dialog") && !element.hasAttr("open")) {
      return true;
    }
    if (element.attr("epub:type").equals("pagebreak")
        || element.attr("role").equals("doc-pagebreak")) {
      return true;
    }
    if (element.normalName().equals("a")
        && element.attr("href").startsWith("#")
        && (SKIP_LINK.matcher(element.text()).matches()
            || PERMALINK.matcher(element.wholeText()).matches())) {
      return true;
    }
    if (isButton(element) && element.closest(TITLES) == null) {
      return true;
    }
    boolean untilFound = element.attr("hidden").equalsIgnoreCase("until-found");
    return element.hasAttr("hidden") && !untilFound
        || HIDING.matcher(element.attr("style")).find()
        || element.attr("role").matches("(?i)navigation|search|dialog|alertdialog|menu(bar)?");
  }

  private static boolean isUnread(Element element) {
    return element.attr("aria-hidden").equalsIgnoreCase("true");
  }

  /** A page that was saved while a dialog was open is hidden for as long, and yet to be seen. */
  private static boolean isBehindDialog(Element element, int length) {
    return element.isBlock()
        && (element.selectFirst("main, [role=main]") != null
            || element.text().length() * 2 > length);
  }

  private static boolean isButton(Element element) {
    return element.normalName().equals("button") || element.attr("role").equalsIgnoreCase("button");
  }

  /** Menus of HTML 5 are lists; what is asked for here is the old one of commands. */
  private static boolean isTaskList(Element element) {
    return element.normalName().equals("menu") && element.select("> li").size() > 0;
  }
}
