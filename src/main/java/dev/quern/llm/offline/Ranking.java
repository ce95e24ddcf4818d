package dev.quern.llm.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which sentences answer a question: those that share its rarer words (inverse document frequency
 * over the sentences of the text), with a little more for a sentence that has what is asked for, a
 * number, a date or a reason.
 */
final class Ranking {

  private static final int MAX_SENTENCES = 3;
  private static final double NEARLY_AS_GOOD = 0.85;
  private static final Pattern ASKS_NUMBER =
      Pattern.compile(
          "how (?:many|much|long|tall|high|old|far|big|deep|wide|often)|when\\b|which (?:year|number)|多少|几|何时|什么时候|哪一年|年代|kaç|ne zaman|hangi yıl",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ASKS_REASON =
      Pattern.compile("^why\\b|为什么|为何|neden", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern REASON =
      Pattern.compile(
          "because|since|due to|so that|in order to|因为|由于|为了|çünkü|nedeniyle|için|yüzünden|sayesinde",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final List<Sentence> sentences;
  private final Language language;
  private final Map<String, List<Integer>> where = new HashMap<>();
  private final int[] lengths;

  /** What a sentence has: 0 not looked at yet, else 1, and 2 for a number, 4 for a reason. */
  private final byte[] traits;

  Ranking(List<Sentence> sentences, Language language) {
    this.sentences = sentences;
    this.language = language;
    this.lengths = new int[sentences.size()];
    this.traits = new byte[sentences.size()];
    for (int i = 0; i < sentences.size(); i++) {
      Set<String> words = new HashSet<>(WordStems.of(sentences.get(i).plain(), language.locale()));
      lengths[i] = words.size();
      for (String word : words) {
        where.computeIfAbsent(word, w -> new ArrayList<>(2)).add(i);
      }
    }
  }

  /** The indexes of the best one to three sentences, ascending. */
  List<Integer> best(String question) {
    double[] scores = scores(question);
    int first = 0;
    for (int i = 1; i < scores.length; i++) {
      first = scores[i] > scores[first] ? i : first;
    }
    List<Integer> best = new ArrayList<>();
    double min = Math.max(scores[first] * NEARLY_AS_GOOD, 1e-9);
    for (int i = 0; i < scores.length; i++) {
      boolean room = best.size() < MAX_SENTENCES - (i < first ? 1 : 0);
      if (i == first || (room && scores[i] >= min)) {
        best.add(i);
      }
    }
    return best;
  }

  private double[] scores(String question) {
    double[] scores = new double[sentences.size()];
    double total = 1e-9;
    for (String word : new HashSet<>(WordStems.of(question, language.locale()))) {
      List<Integer> in = where.getOrDefault(word, List.of());
      double weight = Math.log(1 + (double) sentences.size() / (in.size() + 0.5));
      total += weight;
      for (int i : in) {
        scores[i] += weight;
      }
    }
    boolean number = ASKS_NUMBER.matcher(question).find();
    boolean reason = ASKS_REASON.matcher(question).find();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > 0) {
        double bonus = number && (traits(i) & 2) != 0 ? 0.2 : 0;
        bonus += reason && (traits(i) & 4) != 0 ? 0.3 : 0;
        scores[i] = scores[i] / total + bonus - 0.001 * Math.min(lengths[i], 60);
      }
    }
    return scores;
  }

  private int traits(int index) {
    if (traits[index] == 0) {
      String plain = sentences.get(index).plain();
      boolean number = plain.chars().anyMatch(Character::isDigit);
      boolean reason = REASON.matcher(plain).find();
      traits[index] = (byte) (1 + (number ? 2 : 0) + (reason ? 4 : 0));
    }
    return traits[index];
  }
}
