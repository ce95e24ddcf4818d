package dev.quern.tasktype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.llm.guard.ExampleEcho;
import dev.quern.llm.guard.FormEcho;
import dev.quern.llm.guard.JsonTexts;
import dev.quern.llm.reply.ReplyCheck;
import dev.quern.llm.request.ModelRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks answers as their {@link QuestionTemplate} needs it. */
public final class AnswerChecks {

  private AnswerChecks() {}

  /** Adds the checks of an answer that its form needs; a label needs none. */
  public static <T> ModelRequest<T> guarded(
      ModelRequest<T> modelRequest,
      ReplyGuard guard,
      @Nullable QuestionTemplate template,
      String source,
      String question,
      Function<T, String> answer) {
    return switch (AnswerFormats.type(template)) {
      case QuestionTemplate.LABEL -> modelRequest;
      case QuestionTemplate.CUSTOM_FORMAT ->
          modelRequest
              .checkedBy(ofForm(modelRequest, template, source, question, answer))
              .checkedBy(guard.ofEcho(answer))
              .checkedBy(guard.ofLanguages(value -> texts(answer.apply(value), template, source)));
      default ->
          modelRequest
              .checkedBy(ReplyGuard.ofLoop(answer))
              .checkedBy(guard.ofEcho(answer))
              .checkedBy(guard.ofLanguage(answer));
    };
  }

  /**
   * The texts of an answer that have a language: all of it, none of a label, the strings of JSON.
   */
  public static List<String> texts(
      String answer, @Nullable QuestionTemplate template, String source) {
    return switch (AnswerFormats.type(template)) {
      case QuestionTemplate.LABEL -> List.of();
      case QuestionTemplate.CUSTOM_FORMAT ->
          JsonTexts.of(ConfigReader.json(answer), form(template), source);
      default -> List.of(answer);
    };
  }

  /** A model that was not shown the example's words cannot have copied them. */
  private static <T> ReplyCheck<T> ofForm(
      ModelRequest<T> modelRequest,
      QuestionTemplate template,
      String source,
      String question,
      Function<T, String> answer) {
    JsonNode example = template.example();
    return value -> {
      JsonNode read = ConfigReader.json(answer.apply(value));
      Optional<String> words =
          example == null || !modelRequest.says(example.toPrettyString())
              ? Optional.empty()
              : ExampleEcho.in(read, example, source, question);
      words
          .or(() -> FormEcho.in(read, form(template), source, question))
          .ifPresent(
              echo -> {
                throw ReplyGuard.echo(echo);
              });
      return value;
    };
  }

  private static JsonNode form(QuestionTemplate template) {
    return template.schema() != null ? template.schema() : template.example();
  }
}
