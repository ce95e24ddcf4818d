package dev.quern.document.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds list items by the beginnings of lines. A number begins one where it goes on with those
 * before or is followed by the next: a date or a {@code 2. Weltkrieg} within a text does not.
 */
class ItemLines {

  private static final Pattern BULLET =
      Pattern.compile("([·•▪■●◆➢➤✓\\uF020-\\uF0FF]|[◦○–](?=\\s))\\s*(?=\\S)|o\\t");

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,3})([.)])\\s+(?=\\S)");

  /** So many lines away another item is looked for. */
  private static final int NEAR = 100;

  private int last;

  /**
   * An item, or the text between items.
   *
   * @param marker its bullet, or its number as it is written; empty for text
   * @param text without the marker
   */
  record Part(String marker, String text) {

    boolean isItem() {
      return !marker.isEmpty();
    }

    boolean isNumbered() {
      return isItem() && Character.isDigit(marker.charAt(0));
    }
  }

  /** Whether a marker stands at the beginning. */
  static boolean begin(String text) {
    return BULLET.matcher(text).lookingAt() || NUMBER.matcher(text).lookingAt();
  }

  /** Forgets the number of the last item, because something else begins. */
  void end() {
    last = 0;
  }

  /** The parts of a paragraph; a line without a marker belongs to the item before. */
  List<Part> parts(String text) {
    List<String> lines = text.lines().toList();
    List<Part> parts = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    String marker = "";
    boolean inList = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher bullet = BULLET.matcher(line);
      Matcher number = NUMBER.matcher(line);
      boolean bulleted = bullet.lookingAt() && isItem(bullet, lines, i);
      boolean numbered = !bulleted && number.lookingAt() && isItem(number, lines, i, inList);
      if (bulleted || numbered) {
        close(marker, open, parts);
        marker = bulleted ? bullet.group().strip() : number.group(1) + number.group(2);
        open.append(line, bulleted ? bullet.end() : number.end(), line.length());
      } else {
        open.append(i == 0 ? "" : marker.isEmpty() ? "\n" : " ").append(line);
      }
      if (numbered) {
        last = Integer.parseInt(number.group(1));
        inList = true;
      }
    }
    close(marker, open, parts);
    return parts;
  }

  private static void close(String marker, StringBuilder open, List<Part> parts) {
    if (open.length() > 0) {
      parts.add(new Part(marker, open.toString()));
      open.setLength(0);
    }
  }

  /** A dash within a text may be one of its own, unless more lines have it. */
  private static boolean isItem(Matcher bullet, List<String> lines, int at) {
    return at == 0
        || bullet.group().charAt(0) != '–'
        || near(lines, at - NEAR, at + NEAR).filter(line -> line.startsWith("– ")).count() > 1;
  }

  private boolean isItem(Matcher number, List<String> lines, int at, boolean inList) {
    int value = Integer.parseInt(number.group(1));
    boolean goesOn = value == last + 1 || inList && value == last;
    boolean alone = at == 0 && (lines.size() == 1 || value == 1 || goesOn);
    return alone || inList && goesOn || isFollowed(value, number.group(2), lines, at);
  }

  private static boolean isFollowed(int value, String mark, List<String> lines, int at) {
    String next = value + 1 + mark;
    return near(lines, at + 1, at + NEAR)
        .anyMatch(line -> line.startsWith(next) && NUMBER.matcher(line).lookingAt());
  }

  private static Stream<String> near(List<String> lines, int from, int to) {
    return lines.subList(Math.max(0, from), Math.min(lines.size(), to)).stream();
  }
}
