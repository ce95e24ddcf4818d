package dev.quern.llm.reply.json;

/**
 * Rewrites the quotes of almost-JSON so that a JSON parser can read it: typographic and full-width
 * quotes and commas around strings, apostrophes in single-quoted strings, quotes in a string that
 * are not escaped, a missing comma between two lines. A quote ends its string only where what
 * follows is structure. One pass, never looks back.
 */
public final class QuoteRepair {

  private static final String OPENERS = "\"'“”„‟‘’‚「『«＂";

  private final String text;
  private final StringBuilder json;

  private QuoteRepair(String text) {
    this.text = text;
    this.json = new StringBuilder(text.length() + 16);
  }

  /** The text from its first array or object on, repaired; empty when there is none. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("[{［".indexOf(text.charAt(i)) >= 0 && startsValue(text, skipSpace(text, i + 1))) {
        return new QuoteRepair(text).from(i);
      }
    }
    return "";
  }

  private String from(int start) {
    char structure = '[';
    for (int i = start; i < text.length(); ) {
      char c = text.charAt(i);
      if (OPENERS.indexOf(c) >= 0) {
        i = string(i, structure == '{' || structure == ',');
        continue;
      }
      char plain = plain(c);
      if ("[]{},:".indexOf(plain) >= 0) {
        structure = plain;
      }
      json.append(plain);
      i++;
    }
    return json.toString();
  }

  private int string(int start, boolean maybeName) {
    String closers = closers(text.charAt(start));
    json.append('"');
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        json.append(OPENERS.indexOf(escaped) > 0 ? "" : "\\").append(escaped);
      } else if (closers.indexOf(c) >= 0 && ends(i + 1, maybeName)) {
        int next = skipSpace(text, i + 1);
        boolean comma = next < text.length() && startsValue(text, next);
        json.append(comma ? "\"," : "\"");
        return i + 1;
      } else {
        json.append(c == '"' ? "\\\"" : String.valueOf(c));
      }
    }
    return text.length();
  }

  private boolean ends(int after, boolean maybeName) {
    int i = skipSpace(text, after);
    if (i == text.length()) {
      return true;
    }
    return switch (plain(text.charAt(i))) {
      case ']', '}' -> true;
      case ':' -> maybeName;
      case ',' -> {
        int next = skipSpace(text, i + 1);
        yield next == text.length()
            || startsValue(text, next)
            || "]}".indexOf(text.charAt(next)) >= 0;
      }
      default -> startsValue(text, i) && hasLineEnd(after, i);
    };
  }

  private boolean hasLineEnd(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  private static boolean startsValue(String text, int at) {
    return at < text.length()
        && (OPENERS.indexOf(text.charAt(at)) >= 0 || "[{［".indexOf(text.charAt(at)) >= 0);
  }

  private static String closers(char opener) {
    return switch (opener) {
      case '“', '”', '„', '‟' -> "”“‟";
      case '‘', '’', '‚' -> "’‘";
      case '「' -> "」";
      case '『' -> "』";
      case '«' -> "»";
      default -> String.valueOf(opener);
    };
  }

  private static char plain(char c) {
    return switch (c) {
      case '，', '、' -> ',';
      case '：' -> ':';
      case '［' -> '[';
      case '］' -> ']';
      default -> c;
    };
  }

  private static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
