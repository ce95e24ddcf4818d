package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the lines of widely spaced text into one paragraph: PDFBox takes each for one of its own.
 * Whether a line goes on in the next one is told later by how full it is.
 */
final class LineSpacing {

  private static final int MIN_LINES = 6;
  private static final double ALONE = 0.6;
  private static final float WIDER = 1.15f;

  private LineSpacing() {}

  /** The lines, with those of one paragraph that are as far from each other as most are. */
  static List<TextLine> joined(List<TextLine> lines) {
    long paragraphs = lines.stream().mapToInt(TextLine::paragraph).distinct().count();
    if (lines.size() < MIN_LINES || paragraphs < ALONE * lines.size()) {
      return lines;
    }
    List<Float> gaps = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      float gap = lines.get(i).bottom() - lines.get(i - 1).bottom();
      if (gap > 1) {
        gaps.add(gap);
      }
    }
    gaps.sort(Float::compare);
    float pitch = gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2);
    List<TextLine> joined = new ArrayList<>();
    for (TextLine line : lines) {
      TextLine before = joined.isEmpty() ? line : joined.get(joined.size() - 1);
      float gap = line.bottom() - before.bottom();
      boolean goesOn =
          gap > 1
              && gap < WIDER * pitch
              && Math.abs(line.size() - before.size()) < 1
              && !line.isTable()
              && !before.isTable();
      joined.add(goesOn ? new TextLine(line.words(), before.paragraph()) : line);
    }
    return joined;
  }
}
