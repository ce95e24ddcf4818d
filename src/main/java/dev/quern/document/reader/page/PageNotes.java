package dev.quern.document.reader.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Marks footnotes as Markdown does, where a page says which they are (EPUB's {@code epub:type}, the
 * roles of DPUB-ARIA).
 */
final class PageNotes {

  private PageNotes() {}

  static void mark(Document page) {
    for (Element link : page.getAllElements()) {
      String href = link.attr("href");
      if (!is(link, "noteref") || !href.contains("#")) {
        continue;
      }
      String label = label(link.text());
      Element note = page.getElementById(href.substring(href.indexOf('#') + 1));
      if (label.isEmpty()) {
        continue;
      }
      mark(link, label);
      if (note != null && (is(note, "footnote") || is(note, "endnote") || is(note, "rearnote"))) {
        define(note, label);
      }
    }
  }

  private static void mark(Element link, String label) {
    Element raised = link.parent();
    Element mark = raised != null && raised.normalName().equals("sup") ? raised : link;
    Element shown = new Element("span").text("[^" + label + "]");
    mark.replaceWith(shown);
  }

  private static void define(Element note, String label) {
    for (Element back : note.getAllElements()) {
      if (is(back, "backlink") || back.hasClass("footnote-back")) {
        back.remove();
      }
    }
    String text =
        note.text().strip().replaceFirst("^\\[?" + Pattern.quote(label) + "[.):\\]]?\\s*", "");
    note.empty();
    note.tagName("p");
    note.text("[^" + label + "]: " + text);
  }

  private static boolean is(Element element, String kind) {
    return (element.attr("epub:type") + " " + element.attr("role").replace("doc-", ""))
        .matches("(.*\\s)?" + kind + "(\\s.*)?");
  }

  private static String label(String text) {
    return text.replaceAll("[\\[\\]()\\s]", "").replaceAll("[^\\w*†‡]", "");
  }
}
