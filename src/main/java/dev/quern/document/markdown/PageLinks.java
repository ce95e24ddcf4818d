package dev.quern.document.markdown;

import java.util.LinkedList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes links that lead somewhere as Markdown, and leaves only the text of others. */
class PageLinks {

  private static final Set<String> LINKS = Set.of("http:", "https:", "mailto:", "ftp:");

  /** No link goes on over them. */
  private static final Pattern EMPTY_LINES =
      Pattern.compile(
          "(" + ParagraphText.LINE_BREAK + ")(?:\\s*" + ParagraphText.LINE_BREAK + ")+");

  private final StringBuilder text;
  private final LinkedList<Link> links = new LinkedList<>();

  private record Link(int start, @Nullable String href) {}

  PageLinks(StringBuilder text) {
    this.text = text;
  }

  void start(@Nullable String href) {
    links.push(new Link(text.length(), href));
  }

  /** Says that the text before was written: what follows of a link begins the text anew. */
  void restart() {
    if (!links.isEmpty()) {
      links.replaceAll(link -> new Link(0, link.href()));
    }
  }

  /** Ends the link; shown with its target unless in a heading or in code. */
  void end(boolean shown) {
    Link link = links.poll();
    if (link == null || link.href() == null || link.start() > text.length()) {
      return;
    }
    String href = link.href().strip();
    String label = text.substring(link.start()).strip();
    String shownLabel = EMPTY_LINES.matcher(label).replaceAll("$1");
    boolean meaningful =
        LINKS.contains(href.substring(0, href.indexOf(':') + 1).toLowerCase(Locale.ROOT));
    if (!meaningful || label.isEmpty() || !shown) {
      return;
    }
    if (!href.equals(label) && !href.equals("mailto:" + label)) {
      int start = text.indexOf(label, link.start());
      String target =
          href.matches("[^\\s()<>]+") ? href : "<" + href.replaceAll("\\s", "%20") + ">";
      text.replace(start, start + label.length(), "[" + shownLabel + "](" + target + ")");
    }
  }
}
