package dev.quern.dataset.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.error.FieldChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The required form of answers.
 *
 * @param answerType text; label, one of {@code labels}; custom_format, JSON as {@code schema} or
 *     {@code example} has it
 * @param instruction an additional instruction for the model, at most 10,000 characters
 * @param labels 1 to 500 of them, 1 to 200 characters each, unique when case is ignored
 * @param schema a JSON Schema
 * @param example a JSON value with the fields that every answer is to have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuestionTemplate(
    @Nullable String answerType,
    @Nullable String instruction,
    @Nullable List<@Nullable String> labels,
    @Nullable JsonNode schema,
    @Nullable JsonNode example) {

  /** Free text. */
  public static final String TEXT = "text";

  /** One of the given labels. */
  public static final String LABEL = "label";

  /** JSON of a given shape. */
  public static final String CUSTOM_FORMAT = "custom_format";

  private static final int MAX_FORMAT = 100_000;

  /** Treats a JSON null like a missing field; Jackson passes it as a node. */
  public QuestionTemplate {
    schema = schema == null || schema.isNull() ? null : schema;
    example = example == null || example.isNull() ? null : example;
  }

  /**
   * Adds its faults to the checks.
   *
   * @param at the path before its field names, such as {@code question_template.}, or empty
   */
  public void check(FieldChecks checks, String at) {
    checks
        .oneOf(at + "answer_type", answerType, List.of(TEXT, LABEL, CUSTOM_FORMAT))
        .optional(at + "instruction", instruction, 10_000)
        .that(storable(instruction), at + "instruction", "holds a NUL character (\\u0000)");
    only(checks, at + "labels", labels != null, LABEL);
    only(checks, at + "schema", schema != null, CUSTOM_FORMAT);
    only(checks, at + "example", example != null, CUSTOM_FORMAT);
    if (LABEL.equals(answerType)) {
      checkLabels(checks, at + "labels");
    } else if (CUSTOM_FORMAT.equals(answerType)) {
      checkFormat(checks, at);
    }
  }

  private void only(FieldChecks checks, String field, boolean given, String type) {
    checks.that(!given || type.equals(answerType), field, "belongs to answer_type " + type);
  }

  private void checkLabels(FieldChecks checks, String field) {
    if (labels == null || labels.isEmpty() || labels.size() > 500) {
      checks.that(false, field, "must be a list of 1 to 500 labels");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      String at = field + "[" + i + "]";
      checks.text(at, label, 200);
      checks.that(storable(label), at, "holds a NUL character (\\u0000)");
      checks.that(
          label == null || seen.add(label.strip().toLowerCase(Locale.ROOT)),
          at,
          "is given twice; case does not tell labels apart");
    }
  }

  private void checkFormat(FieldChecks checks, String at) {
    if ((schema == null) == (example == null)) {
      checks.that(
          false, at + "schema", "custom_format takes either a JSON Schema here, or an example");
      return;
    }
    String field = at + (schema == null ? "example" : "schema");
    String text = String.valueOf(schema == null ? example : schema);
    checks
        .that(text.length() <= MAX_FORMAT, field, "must have 100000 characters or fewer")
        .that(Json.withoutNul(text).equals(text), field, "holds a NUL character (\\u0000)")
        .that(
            schema != null || example != null && example.isContainerNode() && !example.isEmpty(),
            field,
            "must be an object or a list that is not empty");
    try {
      shape();
    } catch (IllegalArgumentException e) {
      checks.that(false, field, String.valueOf(e.getMessage()));
    }
  }

  private static boolean storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0;
  }

  /** The shape of a custom format. */
  public AnswerSchema shape() {
    return schema != null
        ? AnswerSchema.of(schema)
        : AnswerSchema.ofExample(Objects.requireNonNull(example));
  }
}
