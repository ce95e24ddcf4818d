package dev.quern.llm.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a text is an echo of its prompt: whether it repeats five or more consecutive words
 * of it (of Chinese, twelve characters), or comes close to one of its examples. What stands in the
 * source or in the question as well is no echo.
 */
public final class EchoGuard {

  private static final int OF_A_WORD = 12;
  private static final int OF_A_CHARACTER = 5;
  private static final int ECHO = 5 * OF_A_WORD;

  private static final double CLOSE = 0.6;
  private static final double FROM_THE_SOURCE = 0.8;

  private final PromptWords prompt;
  private final String given;

  private EchoGuard(PromptWords prompt, String given) {
    this.prompt = prompt;
    this.given = given;
  }

  /**
   * A guard for the replies to one prompt.
   *
   * @param given the texts that stand in the prompt's placeholders
   */
  public static EchoGuard of(PromptWords prompt, List<String> given) {
    return new EchoGuard(prompt, Words.joined(Words.of(String.join("\n", given))));
  }

  /** Whether it is an echo. */
  public boolean isEcho(String text) {
    return echo(text).isPresent();
  }

  /** The words that are the prompt's, or its example; empty where the text is no echo. */
  public Optional<String> echo(String text) {
    List<String> said = Words.of(text);
    for (int i = 0; i < said.size(); i++) {
      int length = shortestEcho(said, i);
      if (length > 0 && prompt.run(said, i, length) == length) {
        List<String> run = said.subList(i, i + length);
        if (saysSomething(run) && !given.contains(Words.joined(run))) {
          return Optional.of(String.join(" ", run));
        }
      }
    }
    return prompt.examples().stream().filter(example -> isLike(said, example)).findFirst();
  }

  /** How many words from there on are enough to be an echo; 0 where there are not so many. */
  private static int shortestEcho(List<String> said, int from) {
    int weight = 0;
    for (int i = from; i < said.size(); i++) {
      weight += Words.isCharacter(said.get(i)) ? OF_A_CHARACTER : OF_A_WORD;
      if (weight >= ECHO) {
        return i - from + 1;
      }
    }
    return 0;
  }

  /** Runs of small words alone, such as "as well as it is", stand anywhere. */
  private static boolean saysSomething(List<String> run) {
    return run.stream().filter(w -> w.length() > 3 || Words.isCharacter(w)).distinct().count() > 1;
  }

  private boolean isLike(List<String> said, String example) {
    List<String> wanted = Words.of(example);
    if (wanted.size() < 3 || said.size() > 2 * wanted.size()) {
      return false;
    }
    return likeness(said, wanted) >= CLOSE && shareGiven(said) < FROM_THE_SOURCE;
  }

  /** The share of three-letter pieces that both have (Dice's coefficient), 0 to 1. */
  private static double likeness(List<String> said, List<String> wanted) {
    Set<String> mine = pieces(said);
    Set<String> others = pieces(wanted);
    int all = mine.size() + others.size();
    mine.retainAll(others);
    return all == 0 ? 0 : 2.0 * mine.size() / all;
  }

  private static Set<String> pieces(List<String> words) {
    String text = Words.joined(words);
    Set<String> pieces = new HashSet<>();
    for (int i = 0; i + 3 <= text.length(); i++) {
      pieces.add(text.substring(i, i + 3));
    }
    return pieces;
  }

  private double shareGiven(List<String> said) {
    List<String> telling =
        said.stream().filter(w -> w.length() > 3 || Words.isCharacter(w)).distinct().toList();
    long there = telling.stream().filter(word -> given.contains(" " + word + " ")).count();
    return telling.isEmpty() ? 0 : (double) there / telling.size();
  }
}
