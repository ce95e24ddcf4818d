package dev.quern.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param aim what is aimed at, in words; empty where the value stands for comparison alone
 * @param met null where there is no aim
 */
record Figure(String what, String value, String aim, @Nullable Boolean met) {

  /** A value without an aim. */
  static Figure plain(String what, double value, String unit) {
    return new Figure(what, text(value, unit), "", null);
  }

  /** The more the better. */
  static Figure atLeast(String what, double value, String unit, double aim) {
    return new Figure(what, text(value, unit), text(aim, unit) + " or more", value >= aim);
  }

  /** The less the better. */
  static Figure atMost(String what, double value, String unit, double aim) {
    return new Figure(what, text(value, unit), text(aim, unit) + " or less", value <= aim);
  }

  /** A line of the Markdown table. */
  String row() {
    return "| %s | %s | %s | %s |".formatted(what, value, aim, metInWords());
  }

  private String metInWords() {
    return met == null ? "" : met ? "met" : "**not met**";
  }

  private static String text(double value, String unit) {
    if (Double.isNaN(value)) {
      return "not known on this system";
    }
    String number = String.format(Locale.ROOT, value < 20 ? "%.2f" : "%,.0f", value);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
