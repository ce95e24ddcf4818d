package dev.quern.llm.guard;

import java.util.List;
import java.util.Set;

/** The words of a text that tell what it is about, in scripts that part words by spaces. */
final class TellingWords {

  private static final int STEM = 5;

  /** Words that stand in any English text. */
  private static final Set<String> ANYWHERE =
      Set.of(
          ("a about after all also an and another any anything are as at be been before being between"
                  + " both but by can cannot could did do does doing each every for from had has have"
                  + " having he her here his how i if in into is it its just many me more most much"
                  + " must my no not of on one only or other others our out over own same she should"
                  + " so some someone something such than that the their them then there these they"
                  + " this those to under up us very was we were what when where whether which while"
                  + " who whom whose why will with within without would you your yours")
              .split(" "));

  /** Words of questions that may be asked of anything. */
  private static final Set<String> OF_ANYTHING =
      Set.of(
          ("ask asked come comes get give go happen happened happens help know like look looks made"
                  + " make makes matter matters mean means need say says see tell thing things use"
                  + " used want way work works wrote")
              .split(" "));

  private TellingWords() {}

  /** Whether an English text has no word that tells what it is about, such as "What is this?". */
  static boolean isMissingIn(List<String> words) {
    return words.stream().allMatch(word -> ANYWHERE.contains(word) || OF_ANYTHING.contains(word));
  }

  /** Those in a text; none where words are single characters, or all are short. */
  static List<String> of(List<String> words) {
    List<String> telling = words.stream().filter(word -> !ANYWHERE.contains(word)).toList();
    boolean any = telling.stream().anyMatch(TellingWords::isLong);
    return any && words.stream().noneMatch(Words::isCharacter) ? telling : List.of();
  }

  /** Whether a word, or another form of it, is among these, each with a space around it. */
  static boolean isIn(String joined, String word) {
    return joined.contains(isLong(word) ? " " + word.substring(0, STEM) : " " + word + " ");
  }

  private static boolean isLong(String word) {
    return word.length() >= STEM;
  }
}
