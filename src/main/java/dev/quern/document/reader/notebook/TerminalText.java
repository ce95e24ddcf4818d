package dev.quern.document.reader.notebook;

import java.util.regex.Pattern;

/** Text for a terminal as it stands there in the end, such as progress that overwrites itself. */
final class TerminalText {

  /** A line up to where it is erased (ECMA-48, EL) to be written anew. */
  private static final Pattern ERASED =
      Pattern.compile("(?dm)^.*(\r\u001B\\[[0-2]?K|\u001B\\[2K\r?)");

  /** The other sequences: colours, moves of the cursor, titles, links. */
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "\u001B(\\[[0-?]*[ -/]*[@-~]|][^\u0007\u001B]*(\u0007|\u001B\\\\)?|[@-Z\\\\^_])");

  private TerminalText() {}

  static String shown(String text) {
    String plain = SEQUENCE.matcher(ERASED.matcher(text).replaceAll("")).replaceAll("");
    if (plain.indexOf('\r') < 0 && plain.indexOf('\b') < 0) {
      return plain;
    }
    StringBuilder shown = new StringBuilder();
    for (String line : plain.split("(?<=\n)")) {
      shown.append(overwritten(line));
    }
    return shown.toString();
  }

  /** A return leads to the start of the line, a backspace one place back; neither erases. */
  private static String overwritten(String line) {
    int[] places = new int[line.length()];
    int at = 0;
    int end = 0;
    for (int c : line.codePoints().toArray()) {
      switch (c) {
        case '\r' -> at = 0;
        case '\b' -> at = Math.max(0, at - 1);
        case '\n' -> places[end++] = c;
        default -> {
          places[at++] = c;
          end = Math.max(end, at);
        }
      }
    }
    return new String(places, 0, end);
  }
}
