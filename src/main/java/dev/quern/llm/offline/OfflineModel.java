package dev.quern.llm.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A stand-in for a language model that needs no network: it turns sentences of a text into
 * questions and answers with sentences of that text, word for word. The same input always gives the
 * same output. It cannot translate: a text that is plainly in another language than the one asked
 * for gets questions in its own. Thread-safe.
 */
@Component("offlineModel")
public class OfflineModel {

  /** The name that rows carry as their model. */
  public static final String MODEL = "offline-extractive";

  /** The most sentences that are turned into questions, spread over the text. */
  private static final int MAX_SENTENCES = 200;

  private static final int ROUNDS = 4;

  /**
   * Different questions, at most {@code count}; fewer when the text has not enough to ask about.
   * Each can be answered by a sentence of the text.
   *
   * @param language en, zh-CN or tr
   * @throws OfflineCannotException when the text has no sentence, or the language is another
   */
  public List<String> questions(String text, int count, String language) {
    Language tongue = Language.of(text, language);
    List<Sentence> sentences = MarkdownSentences.of(text, tongue);
    if (sentences.isEmpty()) {
      throw OfflineCannotException.noSentence();
    }
    Ranking ranking = new Ranking(sentences, tongue);
    Set<String> questions = new LinkedHashSet<>();
    Map<QuestionKind, Integer> asked = new EnumMap<>(QuestionKind.class);
    Map<Integer, List<QuestionCandidate>> open = new LinkedHashMap<>();
    for (int index : spread(sentences.size(), Math.min(count, sentences.size()))) {
      if (questions.size() < count) {
        open.put(index, new ArrayList<>(tongue.asker().about(sentences.get(index), text)));
        ask(open.get(index), false, index, ranking, questions, asked);
      }
    }
    for (boolean lastResort : new boolean[] {false, true}) {
      for (int round = 0; round < ROUNDS; round++) {
        for (var more : open.entrySet()) {
          if (questions.size() < count) {
            ask(more.getValue(), lastResort, more.getKey(), ranking, questions, asked);
          }
        }
      }
    }
    if (questions.isEmpty()) {
      throw OfflineCannotException.noSentence();
    }
    return List.copyOf(questions);
  }

  /**
   * The one to three sentences of the text that fit the question best, as they stand there and in
   * their order.
   *
   * @param language en, zh-CN or tr
   * @throws OfflineCannotException when the text has no sentence, or the language is another
   */
  public String answer(String text, String question, String language) {
    Language tongue = Language.of(text, language);
    List<Sentence> sentences = MarkdownSentences.of(text, tongue);
    if (sentences.isEmpty()) {
      throw OfflineCannotException.noSentence();
    }
    StringBuilder answer = new StringBuilder();
    int end = -1;
    for (int index : new Ranking(sentences, tongue).best(question)) {
      Sentence sentence = sentences.get(index);
      boolean follows = end >= 0 && text.substring(end, sentence.start()).isBlank();
      String between = follows ? text.substring(end, sentence.start()) : tongue.space();
      answer.append(answer.isEmpty() ? "" : between).append(text, sentence.start(), sentence.end());
      end = sentence.end();
    }
    return answer.toString();
  }

  /**
   * The sentences that {@link #answer} answers with, one by one.
   *
   * @throws OfflineCannotException as there
   */
  public List<String> quotes(String text, String question, String language) {
    Language tongue = Language.of(text, language);
    List<Sentence> sentences = MarkdownSentences.of(text, tongue);
    if (sentences.isEmpty()) {
      throw OfflineCannotException.noSentence();
    }
    return new Ranking(sentences, tongue)
        .best(question).stream()
            .map(index -> text.substring(sentences.get(index).start(), sentences.get(index).end()))
            .toList();
  }

  /**
   * A question that has not been asked yet, nor is answered with the same as one that has; nothing
   * where the text has no other.
   *
   * @throws OfflineCannotException when the text has no sentence, or the language is another
   */
  public Optional<String> nextQuestion(String text, List<String> asked, String language) {
    Set<String> said = new HashSet<>(asked);
    asked.forEach(question -> said.add(answer(text, question, language)));
    return questions(text, MAX_SENTENCES, language).stream()
        .filter(question -> !said.contains(question))
        .filter(question -> !said.contains(answer(text, question, language)))
        .findFirst();
  }

  /**
   * Asks the candidate whose kind was asked least so far, if the text answers it with the very
   * sentence that it was made of.
   */
  private static void ask(
      List<QuestionCandidate> candidates,
      boolean lastResort,
      int index,
      Ranking ranking,
      Set<String> questions,
      Map<QuestionKind, Integer> asked) {
    candidates.sort(Comparator.comparingInt(candidate -> asked.getOrDefault(candidate.kind(), 0)));
    for (Iterator<QuestionCandidate> rest = candidates.iterator(); rest.hasNext(); ) {
      QuestionCandidate candidate = rest.next();
      if (candidate.lastResort() == lastResort) {
        rest.remove();
        if (ranking.best(candidate.question()).contains(index)
            && questions.add(candidate.question())) {
          asked.merge(candidate.kind(), 1, Integer::sum);
          return;
        }
      }
    }
  }

  /** First as many as are wanted, evenly over the text, then the rest in order. */
  private static Iterable<Integer> spread(int size, int wanted) {
    Set<Integer> order = new LinkedHashSet<>();
    int first = Math.min(Math.max(wanted, 1), MAX_SENTENCES);
    for (int i = 0; i < first; i++) {
      order.add((int) ((long) i * size / first));
    }
    for (int i = 0; i < size && order.size() < MAX_SENTENCES; i++) {
      order.add(i);
    }
    return order;
  }
}
