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
   * @param format a name of WordprocessingML (ECMA-376, ST_NumberFormat), of CSS's list styles, or
   *     OpenDocument's and HTML's {@code 1 a A i I}
   */
  public static String of(int number, String format) {
    return switch (format) {
      case "lowerLetter", "a", "lower-alpha", "lower-latin" ->
          letters(number).toLowerCase(Locale.ROOT);
      case "upperLetter", "A", "upper-alpha", "upper-latin" -> letters(number);
      case "lowerRoman", "i", "lower-roman" -> roman(number).toLowerCase(Locale.ROOT);
      case "upperRoman", "I", "upper-roman" -> roman(number);
      case "decimalZero", "decimal-leading-zero" ->
          number >= 0 && number < 10 ? "0" + number : String.valueOf(number);
      case "ordinal" -> number + ordinal(number);
      case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
          number >= 1 && number <= 20
              ? Character.toString('\u2460' + number - 1)
              : String.valueOf(number);
      case "numberInDash" -> "- " + number + " -";
      case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand" ->
          ChineseNumber.digits(number);
      case "chineseCounting",
          "chineseCountingThousand",
          "taiwaneseCounting",
          "taiwaneseCountingThousand",
          "japaneseCounting",
          "cjk-ideographic",
          "simp-chinese-informal",
          "trad-chinese-informal",
          "一, 二, 三, ..." ->
          ChineseNumber.of(number);
      case "none", "" -> "";
      default -> String.valueOf(number);
    };
  }

  private static String ordinal(int number) {
    int rest = Math.abs(number) % 100;
    return switch (rest >= 11 && rest <= 13 ? 0 : rest % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
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
