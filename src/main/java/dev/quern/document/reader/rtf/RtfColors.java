package dev.quern.document.reader.rtf;

import java.util.ArrayList;
import java.util.List;

/** The table of colours; the first is the usual one. */
final class RtfColors {

  private static final int FULL = 255;
  private static final int ALL = 3;

  private final List<Boolean> white = new ArrayList<>();
  private int full;

  /** A word inside the table. */
  void entry(String word, int number) {
    if (word.matches("red|green|blue") && number == FULL) {
      full++;
    }
  }

  /** The text between the words: each semicolon ends a colour. */
  void end(String text) {
    for (int i = 0; i < text.chars().filter(c -> c == ';').count(); i++) {
      white.add(full == ALL);
      full = 0;
    }
  }

  boolean isWhite(int color) {
    return color > 0 && color < white.size() && white.get(color);
  }
}
