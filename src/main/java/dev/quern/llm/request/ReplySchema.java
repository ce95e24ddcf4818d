package dev.quern.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.quern.llm.reply.EvaluationReader;
import dev.quern.llm.schema.QuestionStart;
import dev.quern.llm.schema.ReplySchemas;
import dev.quern.llm.schema.SchemaKeywords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A form that a model is held to where its server can do that. The readers of replies take other
 * shapes too, since not every server can.
 *
 * @param name tells forms apart in what servers refuse
 * @param schema a JSON Schema; null for any JSON object
 * @param json whether the prompt asks for JSON in words, so that any JSON object is better than
 *     none
 */
public record ReplySchema(String name, @Nullable ObjectNode schema, boolean json) {

  /** A few hundred at most, and nobody changes them. */
  private static final Map<String, ReplySchema> QUESTIONS = new ConcurrentHashMap<>();

  /** What LangChain4j takes; written once for a schema, and not for each request. */
  private static final Map<ReplySchema, ResponseFormat> FORMATS = new ConcurrentHashMap<>();

  private static final int MAX_FORMATS = 1000;

  /** An object with so many {@code questions}: a list cannot be the root of a strict schema. */
  public static ReplySchema questions(int count, QuestionStart start) {
    return QUESTIONS.computeIfAbsent(
        start.form() + count,
        key -> new ReplySchema(start.form(), ReplySchemas.questions(count, start), true));
  }

  /**
   * One of the labels.
   *
   * @param quotes how many supporting passages are wanted beside it at most; 0 for none
   */
  public static ReplySchema label(List<String> labels, int quotes) {
    return new ReplySchema("label", ReplySchemas.label(labels, quotes), false);
  }

  /** JSON of a shape of the user's own. */
  public static ReplySchema custom(JsonNode schema, int quotes) {
    String name = "custom_format_" + Integer.toHexString(schema.hashCode());
    return new ReplySchema(name, ReplySchemas.custom(schema, quotes), quotes == 0);
  }

  /** The scores from 0 to 5 in halves, and a comment. */
  public static ReplySchema evaluation(boolean withSource) {
    return new ReplySchema(
        "evaluation", ReplySchemas.evaluation(EvaluationReader.dimensions(withSource)), true);
  }

  /** So many pairs of a genre and an audience at most. */
  public static ReplySchema pairs(int count) {
    return new ReplySchema("pairs", ReplySchemas.pairs(count), true);
  }

  /** The next question of a dialogue. */
  public static ReplySchema nextQuestion(QuestionStart start) {
    return new ReplySchema("next_of_" + start.form(), ReplySchemas.nextQuestion(start), false);
  }

  /** The form without keywords that a server does not know. */
  public ReplySchema without(Set<String> keywords) {
    return schema == null
        ? this
        : new ReplySchema(name, SchemaKeywords.without(schema, keywords), json);
  }

  /** The form with the names and kinds of its fields, and without bounds and enums. */
  public ReplySchema plain() {
    return schema == null ? this : new ReplySchema(name, SchemaKeywords.plain(schema), json);
  }

  /** Any JSON object. */
  public ReplySchema anyObject() {
    return new ReplySchema(name, null, json);
  }

  public ResponseFormat format() {
    ResponseFormat known = FORMATS.get(this);
    if (known != null) {
      return known;
    }
    if (FORMATS.size() > MAX_FORMATS) {
      FORMATS.clear();
    }
    return FORMATS.computeIfAbsent(this, ReplySchema::newFormat);
  }

  private ResponseFormat newFormat() {
    if (schema == null) {
      return ResponseFormat.JSON;
    }
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name(name)
                .rootElement(JsonRawSchema.from(schema.toString()))
                .build())
        .build();
  }
}
