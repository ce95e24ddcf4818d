package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a page.
 *
 * @param words its words from left to right
 * @param paragraph the number of the paragraph it is in, on its page
 * @param table where a table stands in the place of a line, its rows; else empty
 */
record TextLine(List<Word> words, int paragraph, List<List<Spanning>> table) {

  /** A cell of a table and how far it spans. */
  record Spanning(String text, int columns, int rows) {}

  TextLine(List<Word> words, int paragraph) {
    this(words, paragraph, List.of());
  }

  boolean isTable() {
    return !table.isEmpty();
  }

  /** A word and its place in points from the top left of the page. */
  record Word(String text, float left, float right, float bottom, float size) {}

  /** What stands together between wide gaps. */
  record Cell(String text, float left, float right) {}

  private boolean isFromLeft() {
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).left() < words.get(i - 1).left()) {
        return false;
      }
    }
    return true;
  }

  private float edge(int side) {
    return side < 0
        ? words.stream().map(Word::left).min(Float::compare).orElse(0f)
        : words.stream().map(Word::right).max(Float::compare).orElse(0f);
  }

  String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /**
   * How many words it has; of Chinese and Japanese, which part none, about as many as there are.
   */
  long wordCount() {
    String all = text();
    return all.split(" ").length + all.codePoints().filter(c -> c >= 0x2E80).count() / 2;
  }

  /** Whether it begins in the middle of a sentence; always where letters have no case. */
  boolean goesOn() {
    return goesOn(text());
  }

  static boolean goesOn(String text) {
    return !text.isEmpty()
        && (Character.isLowerCase(text.codePointAt(0)) || text.charAt(0) >= 0x2E80);
  }

  float left() {
    return words.get(0).left();
  }

  float right() {
    return words.get(words.size() - 1).right();
  }

  float bottom() {
    return words.get(0).bottom();
  }

  float size() {
    return words.get(0).size();
  }

  /**
   * The cells of the line: a gap of more than {@code ems} letters' heights parts two. A line that
   * was not written from left to right is one cell.
   */
  List<Cell> cells(float ems) {
    List<Cell> cells = new ArrayList<>();
    if (!isFromLeft()) {
      return List.of(new Cell(text(), edge(-1), edge(1)));
    }
    StringBuilder text = new StringBuilder();
    float left = 0;
    Word before = null;
    for (Word word : words) {
      if (before != null && word.left() - before.right() > ems * before.size()) {
        cells.add(new Cell(text.toString(), left, before.right()));
        text.setLength(0);
      }
      if (text.length() == 0) {
        left = word.left();
      } else {
        text.append(' ');
      }
      text.append(word.text());
      before = word;
    }
    if (before != null) {
      cells.add(new Cell(text.toString(), left, before.right()));
    }
    return cells;
  }
}
