package dev.quern.document.reader.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Marks footnotes as Markdown does, where a page says which they are (EPUB's {@code epub:type}, the
 * roles of DPUB-ARIA, the classes of Word).
 */
final class PageNotes {

  private PageNotes() {}

  /** Marks the notes of a page, or of a chapter, whose notes may be in another file of its book. */
  static void mark(Document page, @Nullable Chapter chapter) {
    List<Element> all = page.getAllElements();
    Map<Element, Integer> places = new HashMap<>();
    Set<Element> notes = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      places.put(all.get(i), i);
    }
    for (Element link : all) {
      String href = link.attr("href");
      boolean mayBe = href.contains("#") && (is(link, "noteref") || isRaised(link, href, chapter));
      if (!mayBe || link.root() != page) {
        continue;
      }
      String label = label(link.text());
      boolean here = href.startsWith("#") || chapter == null;
      Element note = here ? note(page, href.substring(href.indexOf('#') + 1)) : null;
      if (note != null
          && !is(link, "noteref")
          && places.getOrDefault(note, 0) < places.getOrDefault(link, 0)) {
        note = null;
      }
      boolean elsewhere = chapter != null && note == null && !href.startsWith("#");
      boolean known = is(link, "noteref") || note != null || elsewhere;
      if (label.isEmpty() || !known) {
        continue;
      }
      mark(link, label);
      if (elsewhere && chapter != null) {
        chapter.noteElsewhere(href, label);
      }
      if (note != null && notes.add(note)) {
        define(note, label);
      }
    }
    if (chapter != null) {
      defineForOthers(page, chapter, notes);
    }
  }

  private static void defineForOthers(Document page, Chapter chapter, Set<Element> defined) {
    chapter
        .notesOfOthers()
        .forEach(
            (id, label) -> {
              Element note = note(page, id);
              if (note != null && defined.add(note)) {
                define(note, label);
              }
            });
  }

  /** A raised number that leads to another place of the page, or of the book. */
  private static boolean isRaised(Element link, String href, @Nullable Chapter chapter) {
    boolean raised =
        link.closest("sup") != null
            || link.selectFirst("> sup, .MsoFootnoteReference, .MsoEndnoteReference") != null;
    return (href.startsWith("#") || chapter != null && !href.contains(":"))
        && raised
        && link.text().strip().matches("\\[?\\(?(\\d{1,3}|[a-z]|\\*+|[†‡])\\)?]?");
  }

  /** The note that is named: the element of that name, or the block that a mark in it names. */
  private static @Nullable Element note(Document page, String id) {
    Element named = page.getElementById(id);
    named = named == null ? page.selectFirst("a[name=\"" + id.replace("\"", "") + "\"]") : named;
    Element block = named == null ? null : named.closest("li, p, div, aside, dd, section");
    boolean whole =
        block != null && (is(block, "endnotes") || is(block, "footnotes") || hasBlocks(block));
    return whole ? null : block;
  }

  /** Whether it holds more than a note does. */
  private static boolean hasBlocks(Element block) {
    return block.select("h1, h2, h3, h4, table, li").stream().anyMatch(e -> e != block);
  }

  private static void mark(Element link, String label) {
    Element raised = link.closest("sup");
    boolean alone = raised != null && raised.text().strip().equals(link.text().strip());
    Element mark = raised != null && alone ? raised : link;
    Element shown = new Element("span").text("[^" + label + "]");
    mark.replaceWith(shown);
  }

  private static void define(Element note, String label) {
    for (Element link : note.getAllElements()) {
      boolean back = is(link, "backlink") || link.hasClass("footnote-back");
      String text = link.text().strip();
      if (back || link.attr("href").startsWith("#") && isBackMark(text) || isArrow(link)) {
        link.remove();
      }
    }
    for (Element block : note.select("p, div")) {
      if (block != note) {
        block.tagName("span").appendText(" ");
      }
    }
    withoutLabel(note, label);
    note.tagName("p").prependText("[^" + label + "]: ");
    Element list = note.parent();
    if (list != null && list.normalName().matches("[ou]l") && list.select("> li").isEmpty()) {
      list.tagName("div");
    }
  }

  /** Takes the number away that the note's own text begins with. */
  private static void withoutLabel(Element note, String label) {
    for (TextNode text : note.selectXpath(".//text()", TextNode.class)) {
      if (!text.isBlank()) {
        String start = "^\\s*([\\[(]?" + Pattern.quote(label) + "[.):\\]]?\\s+|[↩^↑]\\s*)";
        text.text(text.getWholeText().replaceFirst(start, ""));
        return;
      }
    }
  }

  private static boolean isArrow(Element link) {
    return link.normalName().equals("a") && link.text().strip().matches("[↩︎↑⏎←]+");
  }

  private static boolean isBackMark(String text) {
    return text.matches("[↩︎^↑⏎←]*|\\[?(\\d{1,3}|[a-z*†‡])]?[.)]?");
  }

  private static boolean is(Element element, String kind) {
    return (element.attr("epub:type") + " " + element.attr("role").replace("doc-", ""))
        .matches("(.*\\s)?" + kind + "(\\s.*)?");
  }

  private static String label(String text) {
    return text.replaceAll("[\\[\\]()\\s]", "").replaceAll("[^\\w*†‡]", "");
  }
}
