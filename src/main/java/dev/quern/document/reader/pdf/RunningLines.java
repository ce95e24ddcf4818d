package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells the headers, footers and page numbers that run through a document: what stands at the edge
 * of several pages at the same height and differs in its digits alone.
 */
final class RunningLines {

  private static final int AT_EDGE = 3;
  private static final double LEAST_SHARE = 0.3;
  private static final double EDGE_OF_PAGE = 0.12;

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(?i)(page|seite|sayfa|p\\.)?\\s*[-–—]?\\s*\\d{1,4}\\s*[-–—]?(\\s*(of|von|/)\\s*\\d{1,4})?"
              + "|第\\s*\\d+\\s*页.*");

  private final Map<String, Integer> seen = new HashMap<>();
  private int pages;

  /** Learns from a page. */
  void look(PageCollector.Page page) {
    pages++;
    for (TextLine line : edges(page)) {
      seen.merge(key(line), 1, Integer::sum);
    }
  }

  /** The lines of a page without those that run. */
  List<TextLine> without(PageCollector.Page page) {
    List<TextLine> lines = new ArrayList<>(page.lines());
    for (TextLine line : edges(page)) {
      if (runs(line)) {
        lines.remove(line);
      }
    }
    return lines;
  }

  private boolean runs(TextLine line) {
    int times = seen.getOrDefault(key(line), 0);
    boolean number = PAGE_NUMBER.matcher(line.text().strip()).matches();
    int least = number ? 1 : pages == 2 ? 2 : 3;
    return times >= Math.max(least, number ? 1 : LEAST_SHARE * pages);
  }

  private static List<TextLine> edges(PageCollector.Page page) {
    List<TextLine> sorted = new ArrayList<>(page.lines());
    sorted.sort((a, b) -> Float.compare(a.bottom(), b.bottom()));
    List<TextLine> edges = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      TextLine line = sorted.get(i);
      boolean top = i < AT_EDGE && line.bottom() < EDGE_OF_PAGE * page.height();
      boolean bottom =
          i >= sorted.size() - AT_EDGE && line.bottom() > (1 - EDGE_OF_PAGE) * page.height();
      if (top || bottom) {
        edges.add(line);
      }
    }
    return edges;
  }

  private static String key(TextLine line) {
    String shape = line.text().toLowerCase(Locale.ROOT).replaceAll("\\d+", "#");
    return shape.replaceAll("\\s+", " ") + "@" + Math.round(line.bottom() / 6);
  }
}
