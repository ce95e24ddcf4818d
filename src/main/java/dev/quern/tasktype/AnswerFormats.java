package dev.quern.tasktype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.template.BlankedExample;
import dev.quern.dataset.template.CopiedExamples;
import dev.quern.dataset.template.QuestionTemplate;
import dev.quern.dataset.template.QuestionTemplates;
import dev.quern.dataset.template.SchemaSample;
import dev.quern.dataset.template.StoredTemplate;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.guard.RepeatedQuestion;
import dev.quern.llm.reply.Answer;
import dev.quern.llm.reply.AnswerReader;
import dev.quern.llm.reply.JsonAnswerReader;
import dev.quern.llm.reply.LabelReader;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.llm.request.SecondAsk;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies a {@link QuestionTemplate} to an answer: what the model is told at the end of the prompt,
 * built-in or custom, and how its answer is read. Without a template, the answer is text.
 */
@Component
public class AnswerFormats {

  /** The prompts of these forms, for the task types that use them. */
  public static final List<String> PROMPTS =
      List.of("answer-form-label", "answer-form-json", "reply-again-label", "reply-again-json");

  private final TaskPrompts prompts;
  private final QuestionTemplates templates;
  private final CopiedExamples examples = new CopiedExamples();

  AnswerFormats(TaskPrompts prompts, QuestionTemplates templates) {
    this.prompts = prompts;
    this.templates = templates;
  }

  /** The {@code answer_type} of the rows. */
  public static String type(@Nullable QuestionTemplate template) {
    return template == null || template.answerType() == null
        ? QuestionTemplate.TEXT
        : template.answerType();
  }

  /**
   * A stored template of a project.
   *
   * @throws InvalidRequestException when the project has none of that id (422)
   */
  private QuestionTemplate stored(String projectId, String id) {
    return templates
        .find(projectId, id)
        .map(StoredTemplate::template)
        .orElseThrow(
            () ->
                InvalidRequestException.unknown(
                    "question_template_id", "question template of this project", id));
  }

  /**
   * A configuration with a copy of the stored template in place of its id, so that later changes of
   * the template do not change the task, and a schedule may submit it again.
   *
   * @throws InvalidRequestException when it also has a template of its own (400), or the project
   *     has no such template (422)
   */
  public ValidatedConfig lookUp(String projectId, ValidatedConfig checked) {
    ObjectNode config = checked.config();
    if (!config.hasNonNull("question_template_id")) {
      return checked;
    }
    if (config.hasNonNull("question_template")) {
      throw InvalidRequestException.field(
          "question_template_id", "stands beside question_template; give one of them");
    }
    String id = config.get("question_template_id").asText();
    ObjectNode found = config.deepCopy();
    found.set("question_template", ConfigReader.write(stored(projectId, id)));
    found.remove("question_template_id");
    return new ValidatedConfig(
        found,
        checked.parallelism(),
        checked.maxAttempts(),
        checked.modelInfo(),
        checked.hasPrices());
  }

  /** The prompt with the text that the template adds. */
  public String appendInstructions(Task task, String prompt, @Nullable QuestionTemplate template) {
    if (template == null) {
      return prompt;
    }
    String told = template.instruction() == null ? "" : "\n\n" + template.instruction().strip();
    return switch (type(template)) {
      case QuestionTemplate.LABEL ->
          prompt
              + told
              + "\n\n"
              + prompts.renderOwn(task, "answer-form-label", Map.of("labels", listed(template)));
      case QuestionTemplate.CUSTOM_FORMAT ->
          prompt
              + told
              + "\n\n"
              + prompts.renderOwn(
                  task, "answer-form-json", Map.of("format", format(task, template)));
      default -> prompt + told;
    };
  }

  /** How a model is asked again when its answer is rejected. */
  public SecondAsk secondAsk(Task task, @Nullable QuestionTemplate template) {
    return new SecondAsk(
        () -> inWords(task, template), prompt -> examples.blankedIn(task.id(), prompt, template));
  }

  private String inWords(Task task, @Nullable QuestionTemplate template) {
    String language = prompts.languageName(task);
    return switch (type(template)) {
      case QuestionTemplate.LABEL ->
          prompts.renderOwn(
              task, "reply-again-label", Map.of("labels", String.join(", ", labels(template))));
      case QuestionTemplate.CUSTOM_FORMAT -> prompts.renderOwn(task, "reply-again-json", Map.of());
      default -> prompts.renderOwn(task, "reply-again-answer", Map.of("language", language));
    };
  }

  /**
   * The JSON schema of an answer; null for text.
   *
   * @param quotes the most supporting passages that are requested with it; 0 for none
   */
  public static @Nullable ReplySchema form(@Nullable QuestionTemplate template, int quotes) {
    return switch (type(template)) {
      case QuestionTemplate.LABEL -> ReplySchema.label(labels(template), quotes);
      case QuestionTemplate.CUSTOM_FORMAT ->
          ReplySchema.custom(template.shape().schemaNode(), quotes);
      default -> null;
    };
  }

  /**
   * The reply for the readers, without the question that it may begin with and without a turn of
   * the user behind it: JSON may be complete in a reply that was cut off after it.
   *
   * @param source the text that the answer is about; blank where there is none
   */
  public static Reply taken(
      Reply said, @Nullable QuestionTemplate template, String question, String source) {
    Reply reply =
        AnswerReader.ownTurn(
            AnswerReader.changed(said, content -> RepeatedQuestion.without(content, question)),
            source);
    return switch (type(template)) {
      case QuestionTemplate.CUSTOM_FORMAT -> reply.asWhole();
      case QuestionTemplate.LABEL -> reply.text().contains("}") ? reply.asWhole() : reply;
      default -> reply;
    };
  }

  private static String listed(QuestionTemplate template) {
    return labels(template).stream().map(label -> "- " + label).collect(Collectors.joining("\n"));
  }

  private String format(Task task, QuestionTemplate template) {
    JsonNode schema = template.schema();
    if (schema != null) {
      return (prompts.isCompact(task) ? SchemaSample.of(schema).orElse(schema) : schema)
          .toPrettyString();
    }
    return prompts.isCompact(task) || examples.wereCopied(task.id())
        ? BlankedExample.of(template.example()).toPrettyString()
        : template.example().toPrettyString();
  }

  private static List<String> labels(QuestionTemplate template) {
    return Objects.requireNonNull(template.labels()).stream().map(String::strip).toList();
  }

  /**
   * The answer in its form: unwrapped text, as one of the given labels, or as JSON.
   *
   * @throws dev.quern.llm.reply.UnreadableReplyException when it does not have the form
   */
  public static String read(Answer answer, @Nullable QuestionTemplate template) {
    return switch (type(template)) {
      case QuestionTemplate.LABEL -> LabelReader.read(answer, labels(template));
      case QuestionTemplate.CUSTOM_FORMAT ->
          JsonAnswerReader.read(answer, template.shape()::violations);
      default -> AnswerReader.unwrapped(answer.answer());
    };
  }

  /** The names of the prompts that a template adds to an answer's. */
  public static List<String> promptsOf(@Nullable QuestionTemplate template) {
    return type(template).equals(QuestionTemplate.CUSTOM_FORMAT)
        ? List.of("answer-form-json")
        : List.of();
  }

  /** The template's own texts for the model. */
  public static List<String> told(@Nullable QuestionTemplate template) {
    return template == null || template.instruction() == null
        ? List.of()
        : List.of(template.instruction());
  }

  /** The intent for the offline provider: text, or a form that it refuses. */
  public static OfflineIntent offlineIntent(
      @Nullable QuestionTemplate template, OfflineIntent text) {
    return switch (type(template)) {
      case QuestionTemplate.LABEL -> new OfflineIntent.Unsupported("answers by label");
      case QuestionTemplate.CUSTOM_FORMAT ->
          new OfflineIntent.Unsupported("answers in a custom format");
      default -> text;
    };
  }
}
