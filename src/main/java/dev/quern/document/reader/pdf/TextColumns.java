package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts pages of two columns into reading order where their lines were written across both: a run of
 * lines that all leave the same gap free is read column by column.
 */
final class TextColumns {

  private static final int MIN_LINES = 6;
  private static final float GAP = 1.1f;
  private static final int MIN_WORDS = 3;

  private TextColumns() {}

  /** Up to which line two columns go, and from where to where their gap is. */
  private record Run(int to, float left, float right) {}

  static List<TextLine> inOrder(List<TextLine> lines) {
    List<TextLine> result = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      Run run = run(lines, i);
      if (run.to() - i >= MIN_LINES) {
        int to = tail(lines, run);
        List<TextLine> right = new ArrayList<>();
        for (TextLine line : lines.subList(i, to)) {
          split(line, run.right(), result, right);
        }
        result.addAll(right);
        i = to;
      } else {
        result.add(lines.get(i++));
      }
    }
    return result;
  }

  /** The run that begins here: lines of two wide cells with the gap in one place. */
  private static Run run(List<TextLine> lines, int from) {
    float left = 0;
    float right = Float.MAX_VALUE;
    int i = from;
    for (; i < lines.size(); i++) {
      List<TextLine.Cell> cells = lines.get(i).cells(GAP);
      if (cells.size() != 2 || words(cells.get(0)) < MIN_WORDS || words(cells.get(1)) < MIN_WORDS) {
        break;
      }
      float nextLeft = Math.max(left, cells.get(0).right());
      float nextRight = Math.min(right, cells.get(1).left());
      if (nextLeft >= nextRight) {
        break;
      }
      left = nextLeft;
      right = nextRight;
    }
    return new Run(i, left, right);
  }

  /** Where the columns end: with short lines that leave the gap free, close below the run. */
  private static int tail(List<TextLine> lines, Run run) {
    int i = run.to();
    for (; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      float down = line.bottom() - lines.get(i - 1).bottom();
      boolean free =
          line.words().stream()
              .allMatch(word -> word.right() <= run.right() || word.left() >= run.right());
      boolean near = down > 0 && down < 1.6f * line.size();
      boolean starts = line.words().get(0).left() < run.left();
      if (!free || !near || !starts && line.words().get(0).left() < run.right()) {
        break;
      }
    }
    return i;
  }

  private static int words(TextLine.Cell cell) {
    return cell.text().split(" ").length;
  }

  private static void split(TextLine line, float gap, List<TextLine> left, List<TextLine> right) {
    List<TextLine.Word> before = line.words().stream().filter(w -> w.left() < gap).toList();
    List<TextLine.Word> after = line.words().stream().filter(w -> w.left() >= gap).toList();
    if (!before.isEmpty()) {
      left.add(new TextLine(before, line.paragraph()));
    }
    if (!after.isEmpty()) {
      right.add(new TextLine(after, line.paragraph() + 10_000));
    }
  }
}
