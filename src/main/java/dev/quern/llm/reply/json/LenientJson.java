package dev.quern.llm.reply.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the JSON arrays and objects in a text, whatever stands around them. Jackson reads them with
 * its lenient features; a value that is cut off by the end of the text is given as far as it came,
 * whole strings only.
 */
public final class LenientJson {

  /**
   * A value and where it stands in the text with mended backslashes: {@code start} inclusive,
   * {@code end} exclusive; not {@code whole} where the text ended before it did.
   */
  public record Found(JsonNode value, int start, int end, boolean whole) {}

  /** Characters that failed attempts may read, for each of the text: keeps odd input linear. */
  private static final long READINGS = 8;

  private static final int MAX_ATTEMPTS = 2_000;

  private LenientJson() {}

  /**
   * The values of a text. Strings that can be read in two ways have the mark of a {@link
   * dev.quern.llm.reply.json.Doubt}.
   */
  public static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    char[] chars = Backslashes.mended(text).toCharArray();
    long budget = READINGS * chars.length + 10_000;
    int attempts = 0;
    for (int i = 0; i < chars.length && budget > 0 && attempts < MAX_ATTEMPTS; ) {
      if (!opens(chars, i)) {
        i++;
        continue;
      }
      attempts++;
      JsonAttempt attempt = JsonAttempt.at(chars, i);
      if (attempt.isUsable()) {
        found.add(new Found(attempt.root(), i, i + attempt.length(), attempt.isComplete()));
        i += attempt.length();
      } else {
        budget -= attempt.length();
        i++;
      }
    }
    return found;
  }

  /** A bracket that is followed by what may follow it in JSON. */
  private static boolean opens(char[] chars, int at) {
    if (chars[at] != '[' && chars[at] != '{') {
      return false;
    }
    int next = at + 1;
    while (next < chars.length && next < at + 200 && Character.isWhitespace(chars[next])) {
      next++;
    }
    char c = next < chars.length ? chars[next] : ' ';
    return chars[at] == '['
        ? "\"'[{]-/#.,tfn".indexOf(c) >= 0 || Character.isDigit(c)
        : "\"'}/#_$".indexOf(c) >= 0 || Character.isLetter(c);
  }
}
