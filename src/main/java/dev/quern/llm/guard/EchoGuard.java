package dev.quern.llm.guard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Detects echoes of the prompt: texts that repeat at least five consecutive words of it (twelve
 * characters in Chinese), or that are close to one of its examples. Words that also occur in the
 * source or in the question do not count.
 */
public final class EchoGuard {

  private static final int OF_A_WORD = 12;
  private static final int OF_A_CHARACTER = 5;
  private static final int ECHO = 5 * OF_A_WORD;

  private static final String FORM = "json";
  private static final double MOSTLY = 0.7;
  private static final double CLOSE = 0.6;
  private static final double FROM_THE_SOURCE = 0.8;
  private static final double NEARLY_ALL = 0.9;

  private final PromptWords prompt;
  private final List<String> texts;
  private final boolean asWhole;
  private @Nullable String given;

  private EchoGuard(PromptWords prompt, List<String> texts, boolean asWhole) {
    this.prompt = prompt;
    this.texts = texts;
    this.asWhole = asWhole;
  }

  /**
   * A guard for the replies to one prompt.
   *
   * @param given the values of the prompt's placeholders
   */
  public static EchoGuard of(PromptWords prompt, List<String> given) {
    return new EchoGuard(prompt, List.copyOf(given), false);
  }

  /**
   * A guard for the replies to a prompt without a source text. What may be said of an image is not
   * known, and prompts speak of what images show: only a text that is the prompt's as a whole, or
   * nearly, is an echo.
   *
   * @param given the values of the prompt's placeholders
   */
  public static EchoGuard withoutSource(PromptWords prompt, List<String> given) {
    return new EchoGuard(prompt, List.copyOf(given), true);
  }

  /** Whether the text is an echo. */
  public boolean isEcho(String text) {
    return echo(text).isPresent();
  }

  /** Whether a question is the prompt's: an echo of it, or about it. */
  public boolean isOfThePrompt(String question) {
    List<String> said = Words.of(question);
    return echo(question, said).isPresent() || isAboutThePrompt(said);
  }

  /** Whether an English question names nothing that it is about, such as "How does it work?". */
  public static boolean namesNothing(String question) {
    return TellingWords.isMissingIn(Words.of(question));
  }

  /**
   * Whether a question is about the prompt: about JSON, of which the source does not speak, or with
   * all its telling words from the prompt and none from the source.
   */
  boolean isAboutThePrompt(String question) {
    return isAboutThePrompt(Words.of(question));
  }

  private boolean isAboutThePrompt(List<String> said) {
    if (!asWhole
        && said.contains(FORM)
        && prompt.says(FORM)
        && !given().contains(" " + FORM + " ")) {
      return true;
    }
    List<String> telling = TellingWords.of(said);
    return !telling.isEmpty()
        && telling.stream().allMatch(word -> TellingWords.isIn(prompt.joined(), word))
        && !given().isBlank()
        && telling.stream().noneMatch(word -> TellingWords.isIn(given(), word));
  }

  /** The words that come from the prompt or its example; empty if the text is not an echo. */
  public Optional<String> echo(String text) {
    return echo(text, Words.of(text));
  }

  private Optional<String> echo(String text, List<String> said) {
    if (asWhole) {
      return share(said) >= NEARLY_ALL && !given().contains(Words.joined(said))
          ? Optional.of(text)
          : exampleLike(said, NEARLY_ALL);
    }
    for (int i = 0; i < said.size(); i++) {
      int length = shortestEcho(said, i);
      if (length > 0 && prompt.run(said, i, length) == length) {
        List<String> run = said.subList(i, i + length);
        if (saysSomething(run) && !given().contains(Words.joined(run))) {
          return Optional.of(String.join(" ", run));
        }
      }
    }
    return exampleLike(said, CLOSE);
  }

  /**
   * Whether the prompt has said most of it. A judgement may use words of the scales that it was
   * given; one that has none of its own is an echo.
   */
  public boolean isMostlyEcho(String text) {
    return share(Words.of(text)) >= MOSTLY;
  }

  /** The share of the words that stand in runs of the prompt. */
  private double share(List<String> said) {
    int echoed = 0;
    for (int i = 0; i < said.size(); ) {
      int length = shortestEcho(said, i);
      int run = length == 0 ? 0 : prompt.run(said, i, said.size());
      boolean echo = length > 0 && run >= length;
      echoed += echo ? run : 0;
      i += echo ? run : 1;
    }
    return echoed == 0 ? 0 : (double) echoed / said.size();
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

  private Optional<String> exampleLike(List<String> said, double close) {
    LetterPieces pieces = null;
    for (PromptWords.Example example : prompt.examples()) {
      if (example.words() >= 3 && said.size() <= 2 * example.words()) {
        pieces = pieces == null ? LetterPieces.of(said) : pieces;
        if (pieces.likenessAtMost(example.pieces()) >= close
            && pieces.likeness(example.pieces()) >= close
            && shareGiven(said) < FROM_THE_SOURCE) {
          return Optional.of(example.text());
        }
      }
    }
    return Optional.empty();
  }

  private double shareGiven(List<String> said) {
    String given = given();
    List<String> telling =
        said.stream().filter(w -> w.length() > 3 || Words.isCharacter(w)).distinct().toList();
    long there = telling.stream().filter(word -> given.contains(" " + word + " ")).count();
    return telling.isEmpty() ? 0 : (double) there / telling.size();
  }

  /** The words of the given texts; few replies have anything that is to be looked for in them. */
  private String given() {
    String words = given;
    if (words == null) {
      words = Words.joined(Words.of(String.join("\n", texts)));
      given = words;
    }
    return words;
  }
}
