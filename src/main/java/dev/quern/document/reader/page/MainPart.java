package dev.quern.document.reader.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Where a page says what its main part is, takes away the frame around it: header, footer, side
 * columns; and everywhere else, what asks for cookies.
 */
final class MainPart {

  private static final Pattern COOKIES = Pattern.compile("(?i).*(cookie|consent|gdpr).*");

  private static final Pattern OF_COOKIES = Pattern.compile("(?i)cookie|çerez");

  private static final Pattern ASKS =
      Pattern.compile(
          "(?iu)accept|agree|consent|privacy|polic|settings|preferences|"
              + "(we|site|page|shop|service) uses? ([\\w-]+ ){0,2}cookies|"
              + "akzeptier|zustimm|datenschutz|verwende|nutz|kabul|kullan|gizlilik|"
              + "同意|接受|使用|隐私");

  /** Of so many links to the page in other languages, each an item, a list is navigation. */
  private static final int LANGUAGES = 3;

  private static final int MAX_COOKIE_BAR = 3000;

  private MainPart() {}

  static void keep(Document page) {
    Element main = main(page);
    for (Element element : page.select("div, section, aside, form, footer, p")) {
      if (asksForCookies(element)
          && !contains(element, main)
          && !contains(main, element)
          && element.text().length() < MAX_COOKIE_BAR) {
        element.remove();
      }
    }
    if (main == null) {
      return;
    }
    for (Element list : page.select("ul, ol")) {
      if (list.childrenSize() >= LANGUAGES
          && list.select("> li > a[hreflang]").size() == list.childrenSize()) {
        list.remove();
      }
    }
    keepTitle(page, main);
    Elements frame =
        page.select(
            "header, footer, aside, [role=banner], [role=contentinfo], [role=complementary]");
    for (Element element : frame) {
      if (!contains(element, main) && !contains(main, element)) {
        element.remove();
      }
    }
  }

  /** The title of the text may stand above it; one with a link is the name of the site. */
  private static void keepTitle(Document page, Element main) {
    if (main.selectFirst("h1") != null) {
      return;
    }
    for (Element title : page.select("header h1, [role=banner] h1")) {
      if (title.selectFirst("a[href]") == null && title.closest("a[href]") == null) {
        main.prependChild(title);
        return;
      }
    }
  }

  /** Named after cookies, and by what it says: there are recipes too, and laws. */
  private static boolean asksForCookies(Element element) {
    String name = element.id() + " " + element.className();
    if (!COOKIES.matcher(name).matches()) {
      return false;
    }
    String text = element.text();
    return OF_COOKIES.matcher(text).find() && ASKS.matcher(text).find();
  }

  private static @Nullable Element main(Document page) {
    Elements main = page.select("main, [role=main]");
    if (main.isEmpty()) {
      main = page.select("article");
      if (main.size() != 1) {
        return null;
      }
    }
    return main.first();
  }

  private static boolean contains(@Nullable Element outer, @Nullable Element inner) {
    return outer != null && inner != null && (outer == inner || inner.parents().contains(outer));
  }
}
