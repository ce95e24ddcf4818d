package dev.quern.document.reader.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Lists that Word and Outlook write as paragraphs: the style of each says how deep it is, and its
 * text begins with its bullet or number.
 */
final class ListParagraphs {

  /** The attribute of an item that says what stands before it. */
  static final String MARKER = "mso-marker";

  private static final Pattern LEVEL = Pattern.compile("mso-list\\s*:[^;]*\\blevel(\\d)");
  private static final Pattern LABEL = Pattern.compile("(?i)mso-list\\s*:\\s*ignore");

  /** Bullets are letters of fonts of symbols, and so have no mark behind them. */
  private static final Pattern NUMBER = Pattern.compile("\\S*\\d\\S*|\\S{1,8}[.)\\]、]");

  /** An open list: its element, and how deep its items are. */
  private record Level(Element list, int depth) {}

  private final Deque<Level> open = new ArrayDeque<>();
  private @Nullable Element outermost;

  private ListParagraphs() {}

  static void asLists(Document page) {
    ListParagraphs lists = new ListParagraphs();
    for (Element paragraph : page.select("p[style*=mso-list]")) {
      Matcher level = LEVEL.matcher(paragraph.attr("style"));
      Element label =
          paragraph.select("span[style*=mso-list]").stream()
              .filter(span -> LABEL.matcher(span.attr("style")).find())
              .findFirst()
              .orElse(null);
      if (label != null && level.find()) {
        lists.item(paragraph, label, Integer.parseInt(level.group(1)));
      }
    }
  }

  private void item(Element paragraph, Element label, int depth) {
    if (outermost == null || paragraph.previousElementSibling() != outermost) {
      open.clear();
    }
    while (open.size() > 1 && open.element().depth() > depth) {
      open.pop();
    }
    if (open.isEmpty() || open.element().depth() < depth) {
      open.push(new Level(begin(paragraph), depth));
    }
    String marker = label.text().replace('\u00A0', ' ').strip();
    label.remove();
    paragraph.tagName("li").attr(MARKER, NUMBER.matcher(marker).matches() ? marker : "-");
    open.element().list().appendChild(paragraph);
  }

  /** Begins a list: in the last item, or where the paragraph stands. */
  private Element begin(Element paragraph) {
    Element list = new Element("ul");
    Element around = open.isEmpty() ? null : open.element().list().lastElementChild();
    if (around == null) {
      paragraph.before(list);
      outermost = list;
    } else {
      around.appendChild(list);
    }
    return list;
  }
}
