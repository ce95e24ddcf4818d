package dev.quern.tasktype;

import dev.quern.error.Excerpt;
import dev.quern.llm.guard.EchoGuard;
import dev.quern.llm.guard.WrittenLanguage;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.ReplyCheck;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.reply.question.QuestionReader;
import dev.quern.llm.reply.text.QuestionCleaner;
import dev.quern.llm.reply.text.Repetition;
import dev.quern.llm.schema.QuestionStart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks the results of a prompt before they are stored. */
public final class ReplyGuard {

  private static final int EXCERPT = 160;

  /** A question as long as its schema lets it be has its mark from there. */
  private static final int FORCED = QuestionStart.LONGEST - 10;

  private static final Pattern MAY_REPEAT = Pattern.compile("\\A\\s*+[\\[{]|```|~~~|\\|");

  private final EchoGuard echo;
  private final String language;
  private final String source;

  ReplyGuard(EchoGuard echo, String language, String source) {
    this.echo = echo;
    this.language = language;
    this.source = source;
  }

  /**
   * The questions of a reply, without those of the prompt.
   *
   * @param echoes the number of skipped questions of the prompt
   * @param cutOff whether there are fewer than requested because the reply was cut off
   */
  public record Asked(List<String> questions, int echoes, boolean cutOff) {}

  /**
   * Reads questions, and passes over English ones that name nothing, which nobody understands
   * without the source, and those without a question mark, or too long to have found their own. For
   * small models, which write such in place of what they were asked for.
   *
   * @throws UnreadableReplyException when there is no other; see the other method too
   */
  public Asked namingQuestions(Reply reply, int max) {
    Asked asked = questions(reply, max);
    List<String> naming =
        asked.questions().stream()
            .filter(QuestionCleaner::endsAsking)
            .filter(question -> question.length() < FORCED && !EchoGuard.namesNothing(question))
            .toList();
    if (naming.isEmpty()) {
      throw UnreadableReplyException.of(
          "questions that name what they are about", "none of them does", reply.text());
    }
    return new Asked(naming, asked.echoes(), asked.cutOff());
  }

  /**
   * Reads questions. A reply with more questions of the prompt than of its own is rejected, because
   * its other questions are not trustworthy either.
   */
  public Asked questions(Reply reply, int max) {
    Set<String> echoes = new HashSet<>();
    List<String> questions =
        QuestionReader.read(
            reply,
            max,
            question -> {
              boolean isPrompts = isPrompts(question);
              if (isPrompts) {
                echoes.add(question);
              }
              return isPrompts;
            });
    if (echoes.size() > questions.size()) {
      throw echo(String.join(" / ", echoes));
    }
    return new Asked(questions, echoes.size(), reply.cutOff() && questions.size() < max);
  }

  private boolean isPrompts(String question) {
    return echo.isOfThePrompt(question);
  }

  /** Refuses questions in another language than requested. */
  public ReplyCheck<Asked> ofQuestions() {
    return asked -> {
      asked.questions().forEach(this::checkLanguage);
      return asked;
    };
  }

  /** Refuses a value whose text is in another language than requested. */
  public <T> ReplyCheck<T> ofLanguage(Function<T, String> text) {
    return ofLanguages(value -> List.of(text.apply(value)));
  }

  /** Refuses a value one of whose texts is in another language than requested. */
  public <T> ReplyCheck<T> ofLanguages(Function<T, List<String>> texts) {
    return value -> {
      texts.apply(value).forEach(this::checkLanguage);
      return value;
    };
  }

  /** Refuses a value whose text repeats the prompt. */
  public <T> ReplyCheck<T> ofEcho(Function<T, String> text) {
    return value -> {
      echo.echo(text.apply(value))
          .ifPresent(
              words -> {
                throw echo(words);
              });
      return value;
    };
  }

  /** Refuses a value whose text is the prompt's but for a few words; see {@link EchoGuard}. */
  public <T> ReplyCheck<T> ofMostlyEcho(Function<T, String> text) {
    return value -> {
      if (echo.isMostlyEcho(text.apply(value))) {
        throw echo(text.apply(value));
      }
      return value;
    };
  }

  /** Refuses a value whose text says the same again and again, as JSON, code and tables may. */
  public static <T> ReplyCheck<T> ofLoop(Function<T, String> text) {
    return value -> {
      String said = text.apply(value);
      String loop = MAY_REPEAT.matcher(said).find() ? "" : Repetition.samePhrase(said);
      if (!loop.isEmpty()) {
        throw UnreadableReplyException.refused(
            Fault.LOOP, "The reply says the same again and again: " + loop);
      }
      return value;
    };
  }

  /** Whether a text of some model is an echo of this prompt. */
  public boolean isEcho(String text) {
    return echo.isEcho(text);
  }

  private void checkLanguage(String text) {
    if (WrittenLanguage.isOther(text, language, source)) {
      throw UnreadableReplyException.refused(
          Fault.LANGUAGE,
          "The reply is in another language than " + language + ": " + Excerpt.of(text, EXCERPT));
    }
  }

  /** The exception for a reply that repeats these words of the prompt. */
  static UnreadableReplyException echo(String words) {
    String shown = Excerpt.of(words, EXCERPT);
    return UnreadableReplyException.refused(
        Fault.ECHO, "The reply repeats words of the prompt or of an example in it: " + shown);
  }
}
