package dev.quern.document.reader.sheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats that put signs between the digits of a number, such as those of telephones: {@code (000)
 * 000-0000}. POI moves their signs to other places.
 */
final class DigitMask {

  private static final Pattern MASK =
      Pattern.compile("\\+?(?:\\d+\\s)?[( ]*+[0#]++(?:[-() /]++[0#]++)++\\)?");

  /** Excel's own for telephones: a part before that is only there for long numbers. */
  private static final Pattern BY_LENGTH =
      Pattern.compile("\\[<=(\\d{1,12})]([^;]+);([^;]+?)(?:;.*)?");

  private static final Pattern FRACTION = Pattern.compile("[# ]+/[0# ]+");

  private DigitMask() {}

  /** Whether the format is one of these for that number. */
  static boolean is(String format, double value) {
    return value >= 0 && MASK.matcher(mask(format, value)).matches();
  }

  /** The digits in the places of the mask, from the right; what is over stands in front. */
  static String shown(String format, double value) {
    String mask = mask(format, value);
    String digits = new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).toPlainString();
    StringBuilder shown = new StringBuilder();
    int next = digits.length() - 1;
    int first = firstPlace(mask);
    for (int i = mask.length() - 1; i >= 0; i--) {
      char c = mask.charAt(i);
      boolean place = c == '0' || c == '#';
      if (!place) {
        shown.append(c);
      } else if (next >= 0) {
        shown.append(digits.charAt(next--));
      } else if (c == '0') {
        shown.append('0');
      }
      if (i == first) {
        for (; next >= 0; next--) {
          shown.append(digits.charAt(next));
        }
      }
    }
    return shown.reverse().toString().strip();
  }

  private static int firstPlace(String mask) {
    int zero = mask.indexOf('0');
    int free = mask.indexOf('#');
    return zero < 0 ? free : free < 0 ? zero : Math.min(zero, free);
  }

  private static String mask(String format, double value) {
    Matcher byLength = BY_LENGTH.matcher(format);
    String mask = format;
    if (byLength.matches()) {
      boolean within = value <= Double.parseDouble(byLength.group(1));
      mask = byLength.group(within ? 2 : 3);
    }
    mask = mask.replaceFirst(";.*", "").replaceAll("\\[\\$[^\\]]*]", "");
    mask = mask.replaceAll("\\\\(.)|\"([-() /+]*)\"", "$1$2");
    return FRACTION.matcher(mask.strip()).matches() ? "" : mask;
  }
}
