package dev.quern.llm.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a sentence is about: runs of words between common words and punctuation, names before other
 * words, longer before shorter (after the idea of RAKE, Rose et al. 2010).
 */
final class KeyPhrases {

  private static final int MAX_WORDS = 3;
  private static final Set<String> BEFORE_NOUNS =
      Set.of(
          "the", "a", "an", "of", "in", "on", "for", "with", "from", "into", "at", "its", "their",
          "during");

  private KeyPhrases() {}

  static List<String> of(String plain, Locale locale) {
    Set<String> phrases = new LinkedHashSet<>();
    Set<String> nouns = new HashSet<>();
    String before = "";
    List<String> run = new ArrayList<>();
    boolean start = true;
    for (String word : plain.split(" ")) {
      String bare = bare(word);
      boolean common = bare.length() < 2 || WordStems.COMMON.contains(bare.toLowerCase(locale));
      boolean digits = bare.chars().allMatch(Character::isDigit);
      boolean name = !start && !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
      boolean runIsName = !run.isEmpty() && Character.isUpperCase(run.get(0).charAt(0));
      if (common || digits || (!run.isEmpty() && name != runIsName && run.size() > 1)) {
        end(run, phrases);
      }
      if (!common && !digits) {
        if (run.isEmpty() && BEFORE_NOUNS.contains(before)) {
          nouns.add(bare);
        }
        run.add(bare);
      }
      if (run.size() == MAX_WORDS || !word.endsWith(bare)) {
        end(run, phrases);
      }
      start = false;
      before = bare.toLowerCase(locale);
    }
    end(run, phrases);
    Comparator<String> names =
        Comparator.comparing(
            phrase -> !Character.isUpperCase(phrase.charAt(0)) || plain.startsWith(phrase));
    Comparator<String> nounsFirst =
        Comparator.comparing(
            phrase -> nouns.stream().noneMatch(noun -> startsWithWord(phrase, noun)));
    return phrases.stream()
        .filter(phrase -> phrase.length() > 3)
        .sorted(names.thenComparing(nounsFirst).thenComparing(phrase -> -phrase.length()))
        .toList();
  }

  private static boolean startsWithWord(String phrase, String word) {
    return phrase.equals(word) || phrase.startsWith(word + " ");
  }

  private static void end(List<String> run, Set<String> phrases) {
    if (!run.isEmpty()) {
      phrases.add(String.join(" ", run));
      run.clear();
    }
  }

  /** Without punctuation at its edges, and without what a Turkish apostrophe or 's adds. */
  private static String bare(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && !Character.isLetterOrDigit(word.charAt(from))) {
      from++;
    }
    while (to > from && !Character.isLetterOrDigit(word.charAt(to - 1))) {
      to--;
    }
    String bare = word.substring(from, to);
    int apostrophe = Math.max(bare.indexOf('\''), bare.indexOf('’'));
    return apostrophe > 1 ? bare.substring(0, apostrophe) : bare;
  }
}
