package dev.quern.document.reader.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a number format that counts for a number: formats have one for those above zero, one
 * for those below (shown without their sign), one for zero, and one for text (ECMA-376, 18.8.31).
 *
 * @param format the part
 * @param unsigned whether the sign of the number is not shown, but what the part has instead
 */
record FormatSection(String format, boolean unsigned) {

  private static final int WITH_TEXT = 4;

  private static final Pattern TOKEN = Pattern.compile("(?s)\"[^\"]*\"?|\\\\.|\\[[^\\]]*]|[_*].|.");

  private static final Pattern CONDITION = Pattern.compile("\\[[<>=]");
  private static final Pattern CURRENCY = Pattern.compile("\\[\\$([^\\]-]*)[^\\]]*]");
  private static final Pattern PLACES = Pattern.compile("(?i).*([0#@]|general|e[+-]).*");

  /** The whole format where it has one part for all numbers, or parts under conditions. */
  static FormatSection of(String format, double value) {
    if (format.indexOf(';') < 0 || CONDITION.matcher(format).find()) {
      return new FormatSection(format, false);
    }
    List<String> sections = sections(format);
    int last = sections.size() - 1;
    boolean text = last > 0 && last < WITH_TEXT - 1 && sections.get(last).contains("@");
    int count = text ? last : last + 1;
    if (value < 0) {
      return new FormatSection(sections.get(count > 1 ? 1 : 0), count > 1);
    }
    return new FormatSection(sections.get(value == 0 && count > 2 ? 2 : 0), count > 1);
  }

  private static List<String> sections(String format) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (String token : tokens(format)) {
      if (token.equals(";")) {
        sections.add(section.toString());
        section.setLength(0);
      } else {
        section.append(token);
      }
    }
    sections.add(section.toString());
    return sections;
  }

  private static List<String> tokens(String format) {
    return TOKEN.matcher(format).results().map(MatchResult::group).toList();
  }

  /** Whether it shows the same of every number, as a dash for zero, or nothing. */
  boolean isWords(double value) {
    StringBuilder bare = new StringBuilder();
    for (String token : tokens(format)) {
      bare.append(token.length() == 1 ? token : "");
    }
    return !PLACES.matcher(bare).matches() && (value == 0 || bare.indexOf("?") < 0);
  }

  /** The words of a part without places for digits. */
  String words() {
    return words(format);
  }

  static String words(String part) {
    StringBuilder words = new StringBuilder();
    for (String token : tokens(part)) {
      Matcher currency = CURRENCY.matcher(token);
      switch (token.charAt(0)) {
        case '"' -> words.append(token.replace("\"", ""));
        case '\\' -> words.append(token.substring(1));
        case '[' -> words.append(currency.matches() ? currency.group(1) : "");
        case '*' -> words.append(' ');
        case '_', '?' -> {}
        default -> words.append(token);
      }
    }
    return words.toString();
  }
}
