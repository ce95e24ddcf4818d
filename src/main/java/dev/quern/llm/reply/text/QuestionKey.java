package dev.quern.llm.reply.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two questions share that are the same question: only case, white space and the punctuation
 * at the end are folded away. Case stays where it carries the meaning: in units behind numbers and
 * those without vowels (mW and MW), flags, code, formulas, names with a digit or a capital inside,
 * and letters that stand alone. A mark of exclamation behind a number or a letter is a factorial.
 */
public final class QuestionKey {

  private static final String END = ".?!。…？！．؟";
  private static final Pattern TOKEN = Pattern.compile("\\S+");
  private static final Pattern CAPITAL_INSIDE = Pattern.compile("\\p{Ll}\\p{Lu}");
  private static final Pattern VOWEL = Pattern.compile("[aeiouyAEIOUY]|[^\\x00-\\x7F]");
  private static final Pattern MARKS_AROUND = Pattern.compile("^[\\p{Punct}]+|[\\p{Punct}]+$");
  private static final Pattern FACTORIAL = Pattern.compile("(?:\\d|(?<!\\p{L})\\p{L}|\\))!+$");

  private QuestionKey() {}

  /** The key of a question, whose letters are small ones by the rules of the locale. */
  public static String of(String question, Locale locale) {
    String text = withoutEnd(Normalizer.normalize(question, Normalizer.Form.NFC).strip());
    boolean shouted = text.equals(text.toUpperCase(locale)) && text.indexOf(' ') > 0;
    StringBuilder key = new StringBuilder(text.length());
    Matcher tokens = TOKEN.matcher(text.replace('\u00A0', ' '));
    String before = "";
    boolean inCode = false;
    while (tokens.find()) {
      String token = tokens.group();
      boolean code = inCode || token.indexOf('`') >= 0;
      inCode ^= code && token.chars().filter(c -> c == '`').count() % 2 == 1;
      String small = token.toLowerCase(locale);
      boolean kept =
          !small.equals(token)
              && (code || isExact(token, before) || !shouted && hasMeaningfulCase(token, before));
      key.append(key.isEmpty() ? "" : " ").append(kept ? token : small);
      before = token;
    }
    return key.toString();
  }

  private static String withoutEnd(String text) {
    int end = text.length();
    while (end > 0 && (isEnd(text, end) || Character.isWhitespace(text.charAt(end - 1)))) {
      end--;
    }
    return end == 0 ? text : text.substring(0, end);
  }

  private static boolean isEnd(String text, int end) {
    char c = text.charAt(end - 1);
    return END.indexOf(c) >= 0
        && !(c == '!' && FACTORIAL.matcher(text.substring(Math.max(0, end - 8), end)).find());
  }

  /** A unit behind a number, a flag, a formula, a path, a name with a digit. */
  private static boolean isExact(String token, String before) {
    boolean number = !before.isEmpty() && isNumeric(before.charAt(before.length() - 1));
    boolean exact = number || token.startsWith("-");
    for (int i = 0; !exact && i < token.length(); i++) {
      char c = token.charAt(i);
      exact = Character.isDigit(c) || "\\/_$=".indexOf(c) >= 0;
    }
    return exact;
  }

  private static boolean isNumeric(char c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.OTHER_NUMBER;
  }

  private static boolean hasMeaningfulCase(String token, String before) {
    String core = MARKS_AROUND.matcher(token).replaceAll("");
    boolean bare = core.length() == token.length() || token.startsWith(core);
    if (core.length() == 1 && bare) {
      return !before.isEmpty() && token.length() == 1;
    }
    return CAPITAL_INSIDE.matcher(core).find()
        || core.length() <= 3 && !core.isEmpty() && !VOWEL.matcher(core).find();
  }
}
