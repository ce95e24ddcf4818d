package dev.quern.document.reader.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Where a page says what its main part is, takes away the frame around it: header, footer, side
 * columns; and everywhere, what asks for cookies.
 */
final class MainPart {

  private static final Pattern COOKIES = Pattern.compile("(?i).*(cookie|consent|gdpr).*");

  private static final Pattern BAR =
      Pattern.compile(
          "(?i).*(bar|banner|notice|popup|modal|dialog|overlay|message|wrapper|container|law|info|"
              + "consent|gdpr|alert|polic).*");

  private static final Pattern ASKS =
      Pattern.compile(
          "(?is).*(accept|agree|consent|privacy|we use|uses? cookies|akzeptier|datenschutz|çerez|"
              + "kabul|同意|隐私).*");

  /** Of so many links to the page in other languages, each an item, a list is navigation. */
  private static final int LANGUAGES = 3;

  private static final int MAX_COOKIE_BAR = 3000;

  private MainPart() {}

  static void keep(Document page) {
    Element main = main(page);
    for (Element element : page.select("div, section, aside, form, footer, p")) {
      if (asksForCookies(element)
          && !contains(element, main)
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
    Elements frame =
        page.select(
            "header, footer, aside, [role=banner], [role=contentinfo], [role=complementary]");
    for (Element element : frame) {
      if (!contains(element, main) && !contains(main, element)) {
        element.remove();
      }
    }
  }

  /** Named after cookies, and a bar by its name or by what it says: there are recipes too. */
  private static boolean asksForCookies(Element element) {
    String name = element.id() + " " + element.className();
    return COOKIES.matcher(name).matches()
        && (BAR.matcher(name).matches() || ASKS.matcher(element.text()).matches());
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
