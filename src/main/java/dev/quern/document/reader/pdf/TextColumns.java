package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts pages of two columns into reading order where their lines were written across both: a run of
 * lines that all leave the same gap free is read column by column.
 */
final class TextColumns {

  private static final int LEAST_LINES = 6;
  private static final float GAP = 1.1f;
  private static final int LEAST_WORDS = 3;

  private TextColumns() {}

  static List<TextLine> inOrder(List<TextLine> lines) {
    List<TextLine> result = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      int to = run(lines, i);
      if (to - i >= LEAST_LINES) {
        List<TextLine> right = new ArrayList<>();
        for (TextLine line : lines.subList(i, to)) {
          split(line, result, right);
        }
        result.addAll(right);
        i = to;
      } else {
        result.add(lines.get(i++));
      }
    }
    return result;
  }

  /** Where the run ends that begins here: lines of two wide cells with the gap in one place. */
  private static int run(List<TextLine> lines, int from) {
    float left = 0;
    float right = Float.MAX_VALUE;
    int i = from;
    for (; i < lines.size(); i++) {
      List<TextLine.Cell> cells = lines.get(i).cells(GAP);
      if (cells.size() != 2
          || words(cells.get(0)) < LEAST_WORDS
          || words(cells.get(1)) < LEAST_WORDS) {
        break;
      }
      left = Math.max(left, cells.get(0).right());
      right = Math.min(right, cells.get(1).left());
      if (left >= right) {
        break;
      }
    }
    return i;
  }

  private static int words(TextLine.Cell cell) {
    return cell.text().split(" ").length;
  }

  private static void split(TextLine line, List<TextLine> left, List<TextLine> right) {
    float gap = line.cells(GAP).get(1).left();
    left.add(
        new TextLine(line.words().stream().filter(w -> w.left() < gap).toList(), line.paragraph()));
    right.add(
        new TextLine(
            line.words().stream().filter(w -> w.left() >= gap).toList(),
            line.paragraph() + 10_000));
  }
}
