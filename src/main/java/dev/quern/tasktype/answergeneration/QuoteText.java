package dev.quern.tasktype.answergeneration;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;

/**
 * A text as quotes are compared: case folded, compatibility forms made plain (NFKD), every kind of
 * quotation mark and dash made one, marks of Markdown and what cannot be seen left out, runs of
 * white space made one space, none beside a Chinese character; i with and without its dot are one,
 * as Turkish has both and capitals hide which. It knows for each of its code points where that
 * stood in the text.
 */
final class QuoteText {

  private static final Normalizer2 PLAIN = Normalizer2.getNFKDInstance();
  private static final String LEFT_OUT = "*_`#>|~\u00AD\u0307\u200B\u200C\u200D\u2060\uFEFF";

  private int[] points = new int[64];
  private int[] places = new int[64];
  private int length;

  private QuoteText() {}

  static QuoteText of(String text) {
    QuoteText plain = new QuoteText();
    int place = 0;
    for (int i = 0; i < text.length(); place++) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      plain.add(point, place);
    }
    plain.trimSpace();
    return plain;
  }

  private void add(int point, int place) {
    if (UCharacter.isUWhiteSpace(point)) {
      boolean worthIt = length > 0 && points[length - 1] != ' ' && !isHan(points[length - 1]);
      if (worthIt) {
        append(' ', place);
      }
    } else if (LEFT_OUT.indexOf(point) < 0) {
      if (point < 0x80) {
        append(one(Character.toLowerCase(point)), place);
      } else {
        PLAIN
            .normalize(UCharacter.foldCase(Character.toString(point), true))
            .codePoints()
            .filter(p -> !UCharacter.isUWhiteSpace(p) && LEFT_OUT.indexOf(p) < 0)
            .forEach(p -> append(one(UCharacter.foldCase(p, true)), place));
      }
    }
  }

  private void append(int point, int place) {
    if (isHan(point)) {
      trimSpace();
    }
    if (length == points.length) {
      points = Arrays.copyOf(points, 2 * length);
      places = Arrays.copyOf(places, 2 * length);
    }
    points[length] = point;
    places[length++] = place;
  }

  private void trimSpace() {
    while (length > 0 && points[length - 1] == ' ') {
      length--;
    }
  }

  private static int one(int point) {
    return switch (point) {
      case '"', '“', '”', '„', '«', '»', '「', '」', '『', '』', '‘', '’', '‚', '‹', '›', '\'', '´' ->
          '\'';
      case '‐', '‑', '‒', '–', '—', '―', '−' -> '-';
      case 'ı' -> 'i';
      case '。' -> '.';
      case '、' -> ',';
      default -> point;
    };
  }

  private static boolean isHan(int point) {
    return point > 0x2E80 && UScript.getScript(point) == UScript.HAN;
  }

  int length() {
    return length;
  }

  int point(int index) {
    return points[index];
  }

  /** Where a code point of this stood in the text. */
  int place(int index) {
    return places[index];
  }

  /** This without punctuation and blanks at its ends, as a quote may have gained or lost them. */
  QuoteText trimmed() {
    int from = 0;
    int to = length;
    while (from < to && !UCharacter.isLetterOrDigit(points[from])) {
      from++;
    }
    while (to > from && !UCharacter.isLetterOrDigit(points[to - 1])) {
      to--;
    }
    QuoteText trimmed = new QuoteText();
    trimmed.points = Arrays.copyOfRange(points, from, to);
    trimmed.places = Arrays.copyOfRange(places, from, to);
    trimmed.length = to - from;
    return trimmed;
  }

  /** The text itself from one index to another. */
  String string(int from, int to) {
    return new String(points, from, to - from);
  }

  @Override
  public String toString() {
    return string(0, length);
  }
}
