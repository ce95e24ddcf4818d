package dev.quern.llm.reply.json;

import java.util.regex.Pattern;

/**
 * Rewrites almost-JSON so that a JSON parser can read it: typographic and full-width quotes and
 * commas around strings, apostrophes in single-quoted strings, quotes in a string that are not
 * escaped, missing commas, Python's words, an ellipsis between values. A quote ends its string only
 * where what follows is structure; a string of which that may be wrong gets the mark of a {@link
 * Doubt}. One pass, never looks back.
 */
public final class QuoteRepair {

  private static final String OPENERS = "\"'“”„‟‘’‚「『«＂";
  private static final String SENTENCE_ENDS = "?!.？！。؟…";

  private static final Pattern BARE_VALUE =
      Pattern.compile(
          "(?:None|null|NaN|nan|undefined|nil|[Tt]rue|[Ff]alse|-?\\d{1,20}+(?:\\.\\d{1,20}+)?)\\s{0,100}+[,\\]}]");

  private final String text;
  private final StringBuilder json;

  private QuoteRepair(String text) {
    this.text = text;
    this.json = new StringBuilder(text.length() + 16);
  }

  /** The text from its first array or object on, repaired; empty when there is none. */
  public static String of(String text) {
    String mended = Backslashes.mended(text);
    for (int i = 0; i < mended.length(); i++) {
      if ("[{［".indexOf(mended.charAt(i)) >= 0 && startsValue(mended, skipSpace(mended, i + 1))) {
        return new QuoteRepair(mended).from(i);
      }
    }
    return "";
  }

  private String from(int start) {
    char structure = '[';
    char last = ' ';
    for (int i = start; i < text.length(); ) {
      char c = text.charAt(i);
      if (OPENERS.indexOf(c) >= 0) {
        json.append(Character.isLetterOrDigit(last) || last == ']' || last == '}' ? "," : "");
        i = string(i, structure == '{' || structure == ',');
        last = '"';
        continue;
      }
      if (Character.isLetter(c)) {
        i = word(i);
        last = 'a';
        continue;
      }
      if (c == '…' || text.startsWith("...", i)) {
        i += c == '…' ? 1 : 3;
        continue;
      }
      char plain = plain(c);
      if ("[]{},:".indexOf(plain) >= 0) {
        structure = plain;
      }
      last = Character.isWhitespace(plain) ? last : plain;
      json.append(plain);
      i++;
    }
    return json.toString();
  }

  /** A word outside of strings; Python's and JavaScript's for what JSON has. */
  private int word(int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String word = text.substring(start, end);
    json.append(
        switch (word) {
          case "None", "NaN", "nan", "undefined", "nil", "NULL", "Null", "Infinity" -> "null";
          case "True", "TRUE" -> "true";
          case "False", "FALSE" -> "false";
          default -> word;
        });
    return end;
  }

  private int string(int start, boolean maybeName) {
    char opener = text.charAt(start);
    String closers = closers(opener);
    InnerQuotes inner = new InnerQuotes(opener);
    json.append('"');
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        json.append(OPENERS.indexOf(escaped) > 0 ? "" : "\\").append(escaped);
      } else if (closers.indexOf(c) >= 0 && ends(i, maybeName)) {
        int next = skipSpace(text, i + 1);
        boolean comma = next < text.length() && startsValue(text, next);
        json.append(inner.areUnbalanced() ? String.valueOf(Doubt.MARK) : "");
        json.append(comma ? "\"," : "\"");
        return i + 1;
      } else {
        if (closers.indexOf(c) >= 0 || c == opener) {
          inner.add(text, i);
        }
        json.append(c == '"' ? "\\\"" : String.valueOf(c));
      }
    }
    if (inner.any()) {
      json.append(Doubt.MARK).append('"'); // one of them may have been its end
    }
    return text.length();
  }

  private boolean ends(int quote, boolean maybeName) {
    int i = skipSpace(text, quote + 1);
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
            || "]}…".indexOf(text.charAt(next)) >= 0
            || text.startsWith("...", next)
            || BARE_VALUE.matcher(text).region(next, text.length()).lookingAt();
      }
      default ->
          startsValue(text, i)
              && (hasLineEnd(quote + 1, i)
                  || OPENERS.indexOf(text.charAt(i)) >= 0 && endsSentence(quote));
    };
  }

  private boolean endsSentence(int quote) {
    return quote > 0 && SENTENCE_ENDS.indexOf(text.charAt(quote - 1)) >= 0;
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
