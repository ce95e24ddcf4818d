package dev.quern.llm.guard;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Detects a text in another language or script than requested: by the scripts of its letters, and
 * for Latin letters by function words. It only reports clear cases: code, names, numbers and a few
 * words have no language.
 */
public final class WrittenLanguage {

  /** Fenced code, code in a line, addresses, and words with a sign of code in them. */
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "(?s)```.*?(?:```|\\z)|`[^`\\n]*`|(?<!\\S)(?=\\S*?(?:[_/\\\\@=<>{}#$]|\\(\\)))\\S++");

  /** Each match of {@link #NO_PROSE} has one of these. */
  private static final String SIGNS_OF_CODE = "`_/\\@=<>{}#$(";

  private static final int FEWEST_LETTERS = 6;

  private WrittenLanguage() {}

  /**
   * Whether the text is clearly not in that language.
   *
   * @param language en, zh-CN or tr
   * @param source the text that it was made from: short words that stand there are a name
   */
  public static boolean isOther(String text, String language, String source) {
    String prose = mayHoldCode(text) ? NO_PROSE.matcher(text).replaceAll(" ") : text;
    Letters letters = Letters.of(prose);
    if (letters.all() < FEWEST_LETTERS) {
      return false;
    }
    boolean chinese = language.equals("zh-CN");
    if (letters.of(UnicodeScript.HIRAGANA) + letters.of(UnicodeScript.KATAKANA)
        > letters.all() / 10) {
      return true;
    }
    if (chinese && letters.of(UnicodeScript.HAN) * 6 >= letters.all()) {
      return TraditionalChinese.is(prose);
    }
    UnicodeScript mostly = letters.most();
    if (mostly != UnicodeScript.LATIN) {
      return mostly != (chinese ? UnicodeScript.HAN : UnicodeScript.LATIN);
    }
    return isOtherWords(prose, language, source);
  }

  /** Nearly all texts hold none, and need no look by the pattern. */
  private static boolean mayHoldCode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SIGNS_OF_CODE.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOtherWords(String prose, String language, String source) {
    List<String> words = SmallWords.words(prose);
    if (words.size() < 3) {
      return false;
    }
    SmallWords wanted = SmallWords.of(language);
    int own = wanted.in(words);
    if (words.size() < 8 ? own > 0 : 3 * own >= words.size()) {
      return false; // whatever the others count
    }
    int other = 0;
    for (SmallWords others : SmallWords.others(language)) {
      other = Math.max(other, others.in(words, wanted));
    }
    if (words.size() < 8) {
      return other >= 2 && other * 5 >= words.size() * 2 && !isName(prose, source);
    }
    return other >= 3 && other * 6 >= words.size() && other > 3 * own;
  }

  private static boolean isName(String prose, String source) {
    String mine = Words.joined(Words.of(prose)).toLowerCase(Locale.ROOT);
    return Words.joined(Words.of(source)).contains(mine);
  }
}
