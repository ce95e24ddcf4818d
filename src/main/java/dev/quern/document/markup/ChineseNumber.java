package dev.quern.document.markup;

/** Numbers of lists in Chinese characters. */
final class ChineseNumber {

  private static final String DIGITS = "〇一二三四五六七八九";
  private static final String[] PLACES = {"", "十", "百", "千"};
  private static final int LARGEST = 9999;

  private ChineseNumber() {}

  /** Digit by digit: 10 is 一〇. */
  static String digits(int number) {
    StringBuilder result = new StringBuilder();
    String.valueOf(number).chars().forEach(c -> result.append(digit(c)));
    return result.toString();
  }

  private static char digit(int c) {
    return c >= '0' && c <= '9' ? DIGITS.charAt(c - '0') : (char) c;
  }

  /** Counted: 10 is 十, 12 is 十二, 105 is 一百零五; past 9999 in Arabic digits. */
  static String of(int number) {
    if (number < 1 || number > LARGEST) {
      return number == 0 ? "零" : String.valueOf(number);
    }
    String digits = String.valueOf(number);
    StringBuilder result = new StringBuilder();
    boolean skipped = false;
    for (int i = 0; i < digits.length(); i++) {
      int place = digits.length() - 1 - i;
      char digit = digits.charAt(i);
      if (digit == '0') {
        skipped = true;
        continue;
      }
      result.append(skipped ? "零" : "");
      skipped = false;
      boolean ten = place == 1 && digit == '1' && digits.length() == 2;
      result.append(ten ? "" : digit(digit)).append(PLACES[place]);
    }
    return result.toString();
  }
}
