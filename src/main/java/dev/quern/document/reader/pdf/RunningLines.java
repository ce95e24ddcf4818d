package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds running headers, footers and page numbers: lines at the edge of several pages, at the same
 * height, that differ only in digits.
 */
final class RunningLines {

  private static final int AT_EDGE = 3;
  private static final float APART = 1.3f;

  /** In points; what is set larger is a heading, and chapters differ in their numbers. */
  private static final float LARGEST_SIZE = 13;

  /** In documents of so few pages, what is said twice may be text, as in letters of one form. */
  private static final int FEW_PAGES = 3;

  private static final Pattern SENTENCE =
      Pattern.compile("\\p{Ll}.*|.*[,;]|(\\S+\\s+){4,}+\\S*[.!?:]|(\\S+\\s+){12,}+\\S+");

  private static final double MIN_SHARE = 0.3;
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

  /** The lines of a page without running headers and footers. */
  List<TextLine> without(PageCollector.Page page) {
    List<TextLine> lines = new ArrayList<>(page.lines());
    float usual =
        lines.stream().map(TextLine::size).sorted().skip(lines.size() / 2).findFirst().orElse(0f);
    for (TextLine line : edges(page)) {
      boolean text = pages <= FEW_PAGES && line.size() > usual - 1;
      if (runs(line) && !(text && SENTENCE.matcher(line.text().strip()).matches())) {
        lines.remove(line);
      }
    }
    return lines;
  }

  private boolean runs(TextLine line) {
    int times = seen.getOrDefault(key(line), 0);
    boolean number = PAGE_NUMBER.matcher(line.text().strip()).matches();
    int min = number ? 1 : pages == 2 ? 2 : 3;
    return times >= Math.max(min, number ? 1 : MIN_SHARE * pages);
  }

  private static List<TextLine> edges(PageCollector.Page page) {
    List<TextLine> sorted = new ArrayList<>(page.lines());
    sorted.sort((a, b) -> Float.compare(a.bottom(), b.bottom()));
    float pitch = pitch(sorted);
    List<TextLine> edges = new ArrayList<>();
    for (int i = apart(sorted, pitch, true) - 1; i >= 0; i--) {
      if (sorted.get(i).bottom() < EDGE_OF_PAGE * page.height()) {
        edges.add(sorted.get(i));
      }
    }
    for (int i = sorted.size() - apart(sorted, pitch, false); i < sorted.size(); i++) {
      TextLine line = sorted.get(i);
      if (line.bottom() > (1 - EDGE_OF_PAGE) * page.height() && !edges.contains(line)) {
        edges.add(line);
      }
    }
    return edges;
  }

  /** How far the lines of a page are from each other, gaps between blocks aside. */
  private static float pitch(List<TextLine> sorted) {
    List<Float> gaps = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      float gap = sorted.get(i).bottom() - sorted.get(i - 1).bottom();
      if (gap > 1) {
        gaps.add(gap);
      }
    }
    gaps.sort(Float::compare);
    return gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 3);
  }

  /** How many lines at the edge are set apart from the text: rows of a table are not. */
  private static int apart(List<TextLine> sorted, float pitch, boolean top) {
    int apart = Math.min(AT_EDGE, sorted.size()) == sorted.size() ? sorted.size() : 0;
    for (int i = 1; i <= Math.min(AT_EDGE, sorted.size() - 1); i++) {
      int inner = top ? i : sorted.size() - 1 - i;
      int outer = top ? i - 1 : sorted.size() - i;
      float gap = Math.abs(sorted.get(inner).bottom() - sorted.get(outer).bottom());
      apart = gap > APART * pitch ? Math.max(apart, i) : apart;
    }
    return apart;
  }

  private static String key(TextLine line) {
    String text = line.text().toLowerCase(Locale.ROOT);
    String shape = line.size() > LARGEST_SIZE ? text : text.replaceAll("\\d+", "#");
    return shape.replaceAll("\\s+", " ") + "@" + Math.round(line.bottom() / 6);
  }
}
