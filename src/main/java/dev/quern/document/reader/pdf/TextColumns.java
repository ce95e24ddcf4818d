package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts pages of several columns into reading order where their lines were written across them: a
 * run of lines that leaves the same gaps free, with text on both sides, is read column by column.
 */
final class TextColumns {

  private static final int MIN_LINES = 6;
  private static final float GAP = 1.1f;
  private static final int WORDS_OF_TEXT = 4;
  private static final int LOOKED_AT = 12;

  /** In words for each line and column. */
  private static final double TERSE = 1.5;

  private static final float PARAGRAPH_GAP = 1.35f;

  /** The share of lines that begin in the middle of a sentence. */
  private static final double MIN_GOING_ON = 0.3;

  /** The share of lines that reach the end of their column where it is one of text. */
  private static final double MIN_FULL = 0.5;

  private static final float FULL = 0.8f;

  /** Lines of one column keep apart from those of the next. */
  private static final int PARAGRAPHS = 10_000;

  private TextColumns() {}

  /** What stays free, from where to where. */
  private record Gap(float left, float right) {}

  /** Up to which line columns go, and what is free between them. */
  private record Run(int to, List<Gap> gaps) {}

  static List<TextLine> inOrder(List<TextLine> lines) {
    List<TextLine> result = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      Run run = run(lines, i);
      if (run.to() > i && isText(lines.subList(i, run.to()), run.gaps())) {
        int to = tail(lines, run);
        for (List<TextLine> column : columns(lines.subList(i, to), run.gaps())) {
          paragraphs(column, result);
        }
        i = to;
      } else {
        result.add(lines.get(i++));
      }
    }
    return result;
  }

  /** The run that begins here: its lines go down, and leave a gap of the first line free. */
  private static Run run(List<TextLine> lines, int from) {
    List<Gap> gaps = free(lines.get(from), GAP);
    int to = gaps.isEmpty() ? from : from + 1;
    for (int i = from + 1; i < lines.size() && !gaps.isEmpty(); i++) {
      TextLine line = lines.get(i);
      List<Gap> left = common(gaps, line);
      if (left.isEmpty() || line.bottom() < lines.get(i - 1).bottom() - 1) {
        break;
      }
      gaps = left;
      to = i + 1;
    }
    return new Run(to, gaps);
  }

  /** The wide gaps between the words of a line. */
  private static List<Gap> free(TextLine line, float ems) {
    List<TextLine.Cell> cells = line.cells(ems);
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < cells.size(); i++) {
      gaps.add(new Gap(cells.get(i - 1).right(), cells.get(i).left()));
    }
    return gaps;
  }

  /** What of the gaps the line leaves free too. */
  private static List<Gap> common(List<Gap> gaps, TextLine line) {
    List<Gap> free = new ArrayList<>(free(line, GAP / 2));
    free.add(0, new Gap(0, line.words().get(0).left()));
    free.add(new Gap(line.words().get(line.words().size() - 1).right(), Float.MAX_VALUE));
    List<Gap> common = new ArrayList<>();
    for (Gap gap : gaps) {
      for (Gap other : free) {
        float left = Math.max(gap.left(), other.left());
        float right = Math.min(gap.right(), other.right());
        if (right - left > line.size() / 2) {
          common.add(new Gap(left, right));
        }
      }
    }
    return common;
  }

  /** Text in columns goes on from line to line; rows of a table do not fill their columns. */
  private static boolean isText(List<TextLine> lines, List<Gap> gaps) {
    return !isTerse(lines.subList(0, Math.min(LOOKED_AT, lines.size())), gaps)
        && switches(lines, gaps) >= 2 * MIN_LINES - 1
        && columns(lines, gaps).stream()
            .map(column -> column.stream().filter(line -> !line.isTable()).toList())
            .allMatch(column -> column.size() >= MIN_LINES && isFull(column));
  }

  /** Whether cells of a word or two, as those of numbers, show it at a glance to be no text. */
  private static boolean isTerse(List<TextLine> lines, List<Gap> gaps) {
    long words = lines.stream().mapToLong(TextLine::wordCount).sum();
    return words < TERSE * lines.size() * (gaps.size() + 1);
  }

  private static boolean isFull(List<TextLine> column) {
    float left = Float.MAX_VALUE;
    float right = 0;
    long words = 0;
    for (TextLine line : column) {
      left = Math.min(left, line.words().get(0).left());
      right = Math.max(right, line.words().get(line.words().size() - 1).right());
      words += line.wordCount();
    }
    float reach = left + FULL * (right - left);
    long full =
        column.stream()
            .filter(line -> line.words().get(line.words().size() - 1).right() >= reach)
            .count();
    long goingOn = column.stream().filter(TextLine::goesOn).count();
    return words >= WORDS_OF_TEXT * column.size()
        && full >= MIN_FULL * column.size()
        && goingOn >= MIN_GOING_ON * column.size();
  }

  /** How often the text goes from one column into another. */
  private static int switches(List<TextLine> lines, List<Gap> gaps) {
    int switches = 0;
    int before = -1;
    for (TextLine line : lines) {
      for (TextLine.Word word : line.words()) {
        int column = column(word, gaps);
        switches += before >= 0 && column != before ? 1 : 0;
        before = column;
      }
    }
    return switches;
  }

  /**
   * Where the columns end: with the last line that has text in all of them, and with lines close
   * below it that leave the gaps free.
   */
  private static int tail(List<TextLine> lines, Run run) {
    int last = run.to() - 1;
    while (column(lines.get(last).words().get(0), run.gaps()) == 0
        && switches(lines.subList(last, last + 1), run.gaps()) == 0) {
      last--;
    }
    int i = last + 1;
    for (; i < run.to(); i++) {
      float down = lines.get(i).bottom() - lines.get(i - 1).bottom();
      if (down >= 1.6f * lines.get(i).size()) {
        break;
      }
    }
    return i;
  }

  private static int column(TextLine.Word word, List<Gap> gaps) {
    int column = 0;
    while (column < gaps.size() && word.left() >= gaps.get(column).right() - 0.01f) {
      column++;
    }
    return column;
  }

  /** Adds a column with paragraphs of its own: those of its lines were of all columns. */
  private static void paragraphs(List<TextLine> column, List<TextLine> result) {
    List<Float> gaps =
        IntStream.range(1, column.size())
            .mapToObj(i -> column.get(i).bottom() - column.get(i - 1).bottom())
            .toList();
    float pitch = gaps.stream().sorted().skip(gaps.size() / 3).findFirst().orElse(0f);
    int paragraph = result.isEmpty() ? 0 : result.get(result.size() - 1).paragraph();
    paragraph += PARAGRAPHS;
    for (int i = 0; i < column.size(); i++) {
      TextLine line = column.get(i);
      boolean apart = i > 0 && gaps.get(i - 1) > PARAGRAPH_GAP * pitch;
      boolean other = i > 0 && Math.abs(line.size() - column.get(i - 1).size()) > 1;
      paragraph += apart || other ? 1 : 0;
      result.add(new TextLine(line.words(), paragraph, line.table()));
    }
  }

  private static List<List<TextLine>> columns(List<TextLine> lines, List<Gap> gaps) {
    List<List<TextLine>> columns = new ArrayList<>();
    for (int i = 0; i <= gaps.size(); i++) {
      columns.add(new ArrayList<>());
    }
    for (TextLine line : lines) {
      for (int i = 0; i <= gaps.size(); i++) {
        int column = i;
        List<TextLine.Word> words =
            line.words().stream().filter(word -> column(word, gaps) == column).toList();
        if (!words.isEmpty()) {
          columns.get(i).add(new TextLine(words, line.paragraph(), line.table()));
        }
      }
    }
    return columns;
  }
}
