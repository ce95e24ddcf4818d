package dev.quern.llm.guard;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, without case and punctuation. Scripts that are written without spaces give a
 * word for each character.
 */
final class Words {

  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String folded = folded(text);
    int c;
    for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
      c = folded.codePointAt(i);
      if (isAlone(c)) {
        end(word, words);
        words.add(Character.toString(c));
      } else if (Character.isLetterOrDigit(c)
          || Character.getType(c) == Character.NON_SPACING_MARK) {
        word.appendCodePoint(c);
      } else if (c != '\'' && c != '’') {
        end(word, words);
      }
    }
    end(word, words);
    return words;
  }

  /** All words with a space around each, so that one run can be looked for in another. */
  static String joined(List<String> words) {
    return " " + String.join(" ", words) + " ";
  }

  /** Whether it is a character of a script without spaces, and not a word of several. */
  static boolean isCharacter(String word) {
    return isAlone(word.codePointAt(0));
  }

  /** Turkish has two letters i, and which of them is meant is lost in lower case. */
  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace("\u0307", "").replace('ı', 'i');
  }

  private static boolean isAlone(int c) {
    if (c < 0x0e00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.THAI;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
