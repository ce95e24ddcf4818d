package dev.quern.document.markup;

import java.util.Locale;

/** Numbers of lists as they are counted: digits, letters, Roman numerals, none. */
public final class NumberFormat {

  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

  private static final String[] NUMERALS = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };

  private NumberFormat() {}

  /**
   * The number as it is shown.
   *
   * @param format a name of WordprocessingML (ECMA-376, ST_NumberFormat), or OpenDocument's and
   *     HTML's {@code 1 a A i I}
   */
  public static String of(int number, String format) {
    return switch (format) {
      case "lowerLetter", "a" -> letters(number).toLowerCase(Locale.ROOT);
      case "upperLetter", "A" -> letters(number);
      case "lowerRoman", "i" -> roman(number).toLowerCase(Locale.ROOT);
      case "upperRoman", "I" -> roman(number);
      case "decimalZero" -> number < 10 ? "0" + number : String.valueOf(number);
      case "none", "" -> "";
      default -> String.valueOf(number);
    };
  }

  /** The letters, after Z doubled as Word does. */
  private static String letters(int number) {
    if (number < 1) {
      return String.valueOf(number);
    }
    String letter = String.valueOf((char) ('A' + (number - 1) % 26));
    return letter.repeat(Math.min(50, (number - 1) / 26 + 1));
  }

  private static String roman(int number) {
    if (number < 1 || number > 3999) {
      return String.valueOf(number);
    }
    StringBuilder result = new StringBuilder();
    int rest = number;
    for (int i = 0; i < VALUES.length; i++) {
      while (rest >= VALUES[i]) {
        result.append(NUMERALS[i]);
        rest -= VALUES[i];
      }
    }
    return result.toString();
  }
}
