package dev.quern.llm.request;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;

/**
 * A JSON schema that a model is held to where its server can do that. The readers of replies take
 * other shapes too, since not every server can.
 */
public enum ReplySchema {
  /** An object with {@code questions}: a list cannot be the root of a strict schema. */
  QUESTIONS("questions", questions()),
  /** The four dimensions from 0 to 5, and a comment. */
  EVALUATION("evaluation", evaluation());

  private final ResponseFormat format;

  ReplySchema(String name, JsonObjectSchema root) {
    format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder().name(name).rootElement(root).build())
            .build();
  }

  public ResponseFormat format() {
    return format;
  }

  private static JsonObjectSchema questions() {
    return JsonObjectSchema.builder()
        .addProperty("questions", JsonArraySchema.builder().items(new JsonStringSchema()).build())
        .required("questions")
        .additionalProperties(false)
        .build();
  }

  private static JsonObjectSchema evaluation() {
    List<String> scores =
        List.of("question_quality", "answer_quality", "text_relevance", "overall_consistency");
    JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
    scores.forEach(schema::addNumberProperty);
    return schema
        .addStringProperty("evaluation")
        .required(
            "question_quality",
            "answer_quality",
            "text_relevance",
            "overall_consistency",
            "evaluation")
        .additionalProperties(false)
        .build();
  }
}
