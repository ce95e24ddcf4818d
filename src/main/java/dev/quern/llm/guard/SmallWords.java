package dev.quern.llm.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * The small words of a language that is written in Latin letters, as Lucene's analyzers list them:
 * every sentence has some.
 */
final class SmallWords {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’]\\p{L}+)?");

  /** Lucene's English list has no question words and no pronouns. */
  private static final List<String> MORE_ENGLISH =
      List.of(
          "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "does", "did",
          "do", "has", "have", "had", "can", "may", "from", "its", "he", "she", "we", "you", "were",
          "been", "than", "more", "also", "because", "between", "about", "should", "would");

  private static final List<String> MORE_TURKISH =
      List.of(
          "nedir", "nasıl", "neden", "niçin", "hangi", "kaç", "kim", "kimdir", "nerede", "olarak",
          "olan", "ile", "ve", "bir", "bu", "için", "değil", "vardır", "olur", "edilir", "eder");

  private static final Map<String, SmallWords> LANGUAGES =
      Map.of(
          "en", new SmallWords(EnglishAnalyzer.getDefaultStopSet(), MORE_ENGLISH, ""),
          "tr", new SmallWords(TurkishAnalyzer.getDefaultStopSet(), MORE_TURKISH, "ığş"),
          "de", new SmallWords(GermanAnalyzer.getDefaultStopSet(), List.of(), "ß"),
          "fr", new SmallWords(FrenchAnalyzer.getDefaultStopSet(), List.of("est"), ""),
          "es", new SmallWords(SpanishAnalyzer.getDefaultStopSet(), List.of("es"), ""),
          "it", new SmallWords(ItalianAnalyzer.getDefaultStopSet(), List.of(), ""),
          "pt", new SmallWords(PortugueseAnalyzer.getDefaultStopSet(), List.of(), ""),
          "nl", new SmallWords(DutchAnalyzer.getDefaultStopSet(), List.of(), ""),
          "id", new SmallWords(IndonesianAnalyzer.getDefaultStopSet(), List.of(), ""));

  private static final SmallWords NONE = new SmallWords(CharArraySet.EMPTY_SET, List.of(), "");

  private static final Map<String, List<SmallWords>> OTHERS =
      LANGUAGES.keySet().stream().collect(Collectors.toMap(l -> l, SmallWords::allBut));

  private final Set<String> words = new HashSet<>();
  private final String letters;

  private SmallWords(CharArraySet listed, List<String> more, String letters) {
    listed.forEach(word -> words.add(new String((char[]) word)));
    words.addAll(more);
    this.letters = letters;
  }

  /** Those of a language; none for one that is not written in Latin letters. */
  static SmallWords of(String language) {
    return LANGUAGES.getOrDefault(language, NONE);
  }

  static List<SmallWords> others(String language) {
    List<SmallWords> others = OTHERS.get(language);
    return others == null ? allBut(language) : others;
  }

  private static List<SmallWords> allBut(String language) {
    return LANGUAGES.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(language))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The words of a text in Latin letters, in lower case; single letters are none. */
  static List<String> words(String text) {
    List<String> found = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (word.end() - word.start() > 1) {
        found.add(word.group().toLowerCase(Locale.ROOT).replace("\u0307", ""));
      }
    }
    return found;
  }

  /** How many of the words are of this language. */
  int in(List<String> text) {
    return in(text, NONE);
  }

  /** How many of the words are of this language and not small words of that other. */
  int in(List<String> text, SmallWords unless) {
    int count = 0;
    for (String word : text) {
      count += has(word) && !unless.words.contains(word) ? 1 : 0;
    }
    return count;
  }

  private boolean has(String word) {
    boolean has = words.contains(word);
    for (int i = 0; !has && i < letters.length(); i++) {
      has = word.indexOf(letters.charAt(i)) >= 0;
    }
    return has;
  }
}
