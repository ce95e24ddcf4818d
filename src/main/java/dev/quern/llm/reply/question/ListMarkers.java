package dev.quern.llm.reply.question;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a list: "1.", "2)", "(3)", "1、", "（1）", "一、", "①", "Q1:", "Soru 2:", "-", "•". In
 * the strings of a JSON array a bare number is only taken for a mark when the numbers of all
 * strings count up, since a question may begin with one ("2. Dünya Savaşı ne zaman bitti?"), and so
 * may the only one, or two about the first and the second of something.
 */
final class ListMarkers {

  private static final String DIGITS = "一二三四五六七八九十";
  private static final Pattern WORD =
      Pattern.compile(
          "^[#>\\s*_]{0,8}+(?:q|question|问题|问|题目|soru)"
              + "(?:[ .]?(?:\\d{1,3}|[一二三四五六七八九十]{1,3})(?:\\*\\*|__)? ?[.:：)、-]| ?(?:\\*\\*|__)? ?[:：])"
              + " ?(?:\\*\\*|__)?\\s*+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile(
          "^[#>\\s]{0,8}+(?<mark>\\*\\*|__)?(?:\\(?(\\d{1,3})[.)](?!\\d)|（(\\d{1,3})）|(\\d{1,3})[、．：:](?!\\d)"
              + "|\\[(\\d{1,3})](?!\\()|([一二三四五六七八九十]{1,3})[、．.]|（([一二三四五六七八九十]{1,3})）|([①-⑳]))"
              + "(?:\\k<mark>)?\\s*+");
  private static final Pattern SECTION =
      Pattern.compile("[#\\s*]{0,8}+\\d{1,3}(?:\\.\\d{1,3}){1,5}+[.)]?+\\s++(?=\\p{Lu}|\\p{Lo})");

  /** As Turkish, German and others write it; an English or Chinese number is no ordinal. */
  private static final Pattern ORDINAL =
      Pattern.compile(
          "\\d{1,3}\\.\\s++(?!(?i:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does"
              + "|did|can|in)\\b)(?=\\p{IsLatin})(\\S++).*",
          Pattern.DOTALL);

  private static final Pattern BULLET =
      Pattern.compile("^\\s{0,8}+(?:[-*+–—•·●▪◦‣○]\\s++|[•·●▪◦‣]\\s*+)(?:\\[[ xX]]\\s++)?");

  private ListMarkers() {}

  /** The item of a line that begins with a mark, or null when it begins with none. */
  static @Nullable String item(String line) {
    Matcher bullet = BULLET.matcher(line);
    boolean bulleted = bullet.find();
    String rest = bulleted ? line.substring(bullet.end()) : line;
    for (Pattern mark : bulleted ? List.of(WORD) : List.of(WORD, NUMBER)) {
      Matcher matcher = mark.matcher(rest);
      if (matcher.find()) {
        return emphasis(rest, matcher);
      }
    }
    return bulleted ? rest : null;
  }

  /** The strings of one array without their marks. */
  static List<String> stripped(List<String> strings) {
    List<String> plain = new ArrayList<>();
    for (String string : strings) {
      Matcher bullet = BULLET.matcher(string);
      String rest = bullet.find() ? string.substring(bullet.end()) : string;
      Matcher word = WORD.matcher(rest);
      plain.add(word.find() ? emphasis(rest, word) : rest);
    }
    if (countsUp(plain)) {
      return plain.stream().map(ListMarkers::withoutNumber).toList();
    }
    List<String> placed = new ArrayList<>();
    int atTheirPlace = 0;
    for (int i = 0; i < plain.size(); i++) {
      boolean own = number(plain.get(i)).orElse(-1) == i + 1;
      atTheirPlace += own ? 1 : 0;
      placed.add(own ? withoutNumber(plain.get(i)) : plain.get(i));
    }
    return atTheirPlace > 2 && 3 * atTheirPlace >= 2 * plain.size() ? placed : plain;
  }

  private static String withoutNumber(String string) {
    Matcher number = NUMBER.matcher(string);
    return number.find() ? emphasis(string, number) : string;
  }

  /** A heading without the number of its section: "3.1.9 What happens …". */
  static String withoutSection(String line) {
    Matcher section = SECTION.matcher(line);
    return section.lookingAt() ? line.substring(section.end()) : line;
  }

  private static boolean countsUp(List<String> strings) {
    int expected = -1;
    for (String string : strings) {
      OptionalInt number = number(string);
      if (number.isEmpty() || (expected >= 0 && number.getAsInt() != expected)) {
        return false;
      }
      expected = number.getAsInt() + 1;
    }
    return (strings.size() > 1 || expected == 2) && !areOrdinals(strings);
  }

  /** What is the first and what is the second has the same word behind its number. */
  private static boolean areOrdinals(List<String> strings) {
    List<Matcher> ordinals = strings.stream().map(ORDINAL::matcher).toList();
    return strings.size() < 3
        && ordinals.stream().allMatch(Matcher::matches)
        && ordinals.stream().map(ordinal -> ordinal.group(1)).distinct().count() == 1;
  }

  private static OptionalInt number(String string) {
    Matcher matcher = NUMBER.matcher(string);
    if (!matcher.find()) {
      return OptionalInt.empty();
    }
    for (int group = 2; group <= matcher.groupCount(); group++) {
      String value = matcher.group(group);
      if (value != null) {
        char first = value.charAt(0);
        return OptionalInt.of(
            first >= '①' && first <= '⑳'
                ? first - '①' + 1
                : Character.isDigit(first) ? Integer.parseInt(value) : chinese(value));
      }
    }
    return OptionalInt.empty();
  }

  private static int chinese(String value) {
    int ten = value.indexOf('十');
    if (ten < 0) {
      return DIGITS.indexOf(value.charAt(0)) + 1;
    }
    int tens = ten == 0 ? 1 : DIGITS.indexOf(value.charAt(0)) + 1;
    int ones = ten == value.length() - 1 ? 0 : DIGITS.indexOf(value.charAt(ten + 1)) + 1;
    return tens * 10 + ones;
  }

  /** Bold that was opened before the mark loses its other end, too. */
  private static String emphasis(String line, Matcher mark) {
    String rest = line.substring(mark.end()).strip();
    for (String bold : List.of("**", "__")) {
      boolean openedBefore =
          mark.group().contains(bold) && mark.group().split("\\Q" + bold + "\\E", -1).length == 2;
      if (openedBefore && rest.endsWith(bold)) {
        return rest.substring(0, rest.length() - 2).strip();
      }
    }
    return rest;
  }
}
