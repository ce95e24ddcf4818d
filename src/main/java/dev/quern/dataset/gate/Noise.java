package dev.quern.dataset.gate;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes scanning noise, ruled lines, and data in letters. */
final class Noise {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’][\\p{L}]+)?");

  private static final Pattern TOKEN = Pattern.compile("\\S+");

  /** A long run of dots, dashes, underscores or the like. */
  private static final Pattern RULE = Pattern.compile("(?:[.·•…_\\-–—=~*#|]\\s?){5,}+");

  /** What Base64 makes of data, such as an image, in one line or several. */
  private static final Pattern DATA = Pattern.compile("[A-Za-z0-9+/]{60,}+={0,2}");

  private static final int MIN_DATA = 200;

  private Noise() {}

  static boolean is(String text) {
    int all = count(text, c -> !Character.isWhitespace(c));
    int letters = count(text, Character::isLetterOrDigit);
    int broken = count(text, c -> c == 0xfffd || Character.getType(c) == Character.PRIVATE_USE);
    if (letters == 0 || broken * 10 > all) {
      return true;
    }
    if (isData(text, all)) {
      return true;
    }
    String bare = RULE.matcher(text).replaceAll(" ");
    int left = count(bare, Character::isLetterOrDigit);
    if (letters * 4 < all && left < 40) {
      return true; // rules and dots, and hardly a word
    }
    return isGarbled(bare);
  }

  /** A long word of both cases and digits; a sequence of a gene has one case, a hash too. */
  private static boolean isData(String text, int all) {
    int data =
        DATA.matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(run -> run.matches("(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).*"))
            .mapToInt(String::length)
            .sum();
    return data > MIN_DATA && data * 2 > all;
  }

  /**
   * Scanning noise: most tokens are neither words of at least three letters, nor numbers, nor signs
   * of code and formulas.
   */
  private static boolean isGarbled(String text) {
    int tokens = 0;
    int odd = 0;
    int words = 0;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      tokens++;
      odd += isOdd(token.group()) ? 1 : 0;
      words += isWord(token.group()) ? 1 : 0;
    }
    return tokens >= 12 && odd * 2 > tokens && words * 5 < tokens;
  }

  private static boolean isWord(String token) {
    return token.codePoints().anyMatch(Character::isIdeographic)
        || WORD.matcher(token).results().anyMatch(word -> word.group().length() > 2);
  }

  /** Letters with signs between them that appear in no language, formula or code. */
  private static boolean isOdd(String token) {
    if (isWord(token)) {
      return false;
    }
    boolean number = token.matches("[-+]?[\\d.,:/%°]+");
    boolean code =
        token.matches("[-+*/=<>(){}\\[\\];:,.^_$\\\\&|!?\"'\\d\\p{L}]*")
            && token.matches(".*[=<>(){}\\[\\]^_$\\\\+*/].*");
    boolean short1 = token.matches("\\p{L}{1,2}");
    return !number && !code && !(short1 && token.matches("(?iu)[aioxyzn]|\\p{Ll}{2}"));
  }

  private static int count(String text, java.util.function.IntPredicate which) {
    return (int) text.codePoints().filter(which).count();
  }
}
