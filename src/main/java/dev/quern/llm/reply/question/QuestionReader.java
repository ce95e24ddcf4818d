package dev.quern.llm.reply.question;

import dev.quern.llm.reply.Answer;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.LabelledSections;
import dev.quern.llm.reply.Reasoning;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.reply.json.Doubt;
import dev.quern.llm.reply.json.ErrorObject;
import dev.quern.llm.reply.json.LenientJson;
import dev.quern.llm.reply.json.QuoteRepair;
import dev.quern.llm.reply.text.ForeignTurn;
import dev.quern.llm.reply.text.QuestionCleaner;
import dev.quern.llm.reply.text.QuestionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the questions of a reply, in any of the shapes that models give them. JSON comes first,
 * then JSON with mended quotes, then lists. Where a list is cut off, the questions that are there
 * whole are taken.
 */
public final class QuestionReader {

  private static final String EXPECTED = "a JSON array of questions as strings";

  private final int max;
  private final Predicate<String> echo;

  /** Of each question its key, empty for the prompt's own: each is looked at several times. */
  private final Map<String, Optional<String>> keys = new HashMap<>();

  private boolean doubtful;

  private QuestionReader(int max, Predicate<String> echo) {
    if (max < 1) {
      throw new IllegalArgumentException("max is " + max + ", it must be at least 1");
    }
    this.max = max;
    this.echo = echo;
  }

  /** The questions of a reply to a prompt whose own words do not matter; see the other. */
  public static List<String> read(Reply reply, int max) {
    return read(reply, max, question -> false);
  }

  /**
   * The questions of a reply, in its order, cleaned of numbering, without empty ones and without
   * those that repeat another but for case, spaces and punctuation.
   *
   * @param max how many are kept, at least 1
   * @param echo whether a question is the prompt's own; it is passed over, and others that are
   *     there take its place
   * @throws UnreadableReplyException when there is no question in it, or only the prompt's
   */
  public static List<String> read(Reply reply, int max, Predicate<String> echo) {
    return new QuestionReader(max, echo).read(reply);
  }

  private List<String> read(Reply reply) {
    Reasoning parted = Reasoning.of(reply.text());
    String content =
        LabelledSections.of(parted.content())
            .map(Answer::answer)
            .filter(answer -> !answer.isBlank())
            .orElse(parted.content());
    List<String> found = in(ForeignTurn.left(content, ""), reply.cutOff());
    if (found.isEmpty() && content.isBlank()) {
      found =
          atTheEnd(
              parted.reasoning() + "\n" + (reply.reasoning() == null ? "" : reply.reasoning()));
    }
    if (found.stream().anyMatch(Doubt::isIn)) {
      throw UnreadableReplyException.inDoubt(reply.text());
    }
    List<String> questions = distinct(found);
    if (questions.isEmpty() && !found.isEmpty()) {
      throw UnreadableReplyException.refused(
          Fault.ECHO, "The reply holds no question but those of the prompt: " + found.get(0));
    }
    if (questions.isEmpty()) {
      throw UnreadableReplyException.of(EXPECTED, problem(content), reply.text());
    }
    return questions;
  }

  private List<String> in(String text, boolean cutOff) {
    List<LenientJson.Found> values = LenientJson.in(text);
    List<String> sure = sure(values);
    boolean read = !doubtful;
    if (distinct(sure).size() < max || doubtful) {
      doubtful = false;
      List<String> mended = sure(LenientJson.in(QuoteRepair.of(text)));
      boolean better = !doubtful && (mended.size() > sure.size() || !read && !mended.isEmpty());
      sure = better ? mended : sure;
      read |= better;
      if (!read || doubtful && sure.isEmpty()) {
        throw UnreadableReplyException.inDoubt(text);
      }
    }
    if (sure.isEmpty()) {
      sure = ListedQuestions.in(text, cutOff);
    }
    if (sure.isEmpty() && values.size() == 1) {
      LenientJson.Found only = values.get(0);
      boolean mostOfTheText = 2 * (only.end() - only.start()) >= text.length();
      return mostOfTheText ? JsonQuestions.of(only.value()).questions() : List.of();
    }
    return sure;
  }

  /** One value that has all that were asked for (the last such one), else all values together. */
  private List<String> sure(List<LenientJson.Found> values) {
    List<String> all = new ArrayList<>();
    List<String> full = List.of();
    for (LenientJson.Found value : values) {
      JsonQuestions questions = JsonQuestions.of(value.value());
      doubtful |= questions.doubtful();
      if (questions.sure()) {
        all.addAll(questions.questions());
        full = distinct(questions.questions()).size() == max ? questions.questions() : full;
      }
    }
    return full.isEmpty() || max == 1 ? all : full;
  }

  /** A list that ends the reasoning: the answer of a model that never closed its tag. */
  private static List<String> atTheEnd(String reasoning) {
    String text = reasoning.strip();
    String bare = text.endsWith("```") ? text.substring(0, text.length() - 3).strip() : text;
    List<LenientJson.Found> values = LenientJson.in(bare);
    if (values.isEmpty() || values.get(values.size() - 1).end() < bare.length()) {
      return List.of();
    }
    JsonQuestions last = JsonQuestions.of(values.get(values.size() - 1).value());
    boolean whole = bare.endsWith("]") || bare.endsWith("}");
    return last.sure() && whole && !last.doubtful() ? last.questions() : List.of();
  }

  private List<String> distinct(List<String> questions) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String question : questions) {
      if (byKey.size() < max) {
        keys.computeIfAbsent(question, this::key)
            .ifPresent(key -> byKey.putIfAbsent(key, question));
      }
    }
    return List.copyOf(byKey.values());
  }

  private Optional<String> key(String question) {
    return echo.test(question)
        ? Optional.empty()
        : Optional.of(QuestionKey.of(question, Locale.ROOT));
  }

  private static String problem(String content) {
    if (content.isBlank()) {
      return "there was no content beside the reasoning";
    }
    List<LenientJson.Found> values = LenientJson.in(content);
    if (values.stream().anyMatch(found -> ErrorObject.is(found.value()))) {
      return "an error came instead";
    }
    if (QuestionCleaner.refuses(content.strip())) {
      return "the model refused";
    }
    if (!values.isEmpty() && values.stream().allMatch(found -> found.value().isEmpty())) {
      return "the list is empty";
    }
    return values.isEmpty()
        ? "there was neither a JSON array nor a list of questions"
        : "the JSON holds no question";
  }
}
