package dev.quern.dataset.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * A plain JSON Schema as a sample of its values: fields with "…" for a text, 0 for a number and a
 * list of one element. Small models fill such a form, and take the words of a schema ("type",
 * "string", "array") for its values.
 */
public final class SchemaSample {

  /** What a sample shows, or what is for people only. A schema that says more is not plain. */
  private static final Set<String> SHOWN =
      Set.of(
          "$schema",
          "$id",
          "title",
          "description",
          "type",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength");

  /** Bounds that nobody breaks who sees the sample need not be said. */
  private static final int FEW = 3;

  private static final int A_SENTENCE = 200;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaSample() {}

  /** The sample; empty where the schema says more than a sample can show. */
  public static Optional<JsonNode> of(JsonNode schema) {
    if (!isPlain(schema)) {
      return Optional.empty();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema.path("properties"));
      case "array" -> of(schema.path("items")).map(SchemaSample::listOf);
      case "string" -> Optional.of(NODES.textNode(BlankedExample.BLANK));
      case "integer", "number" -> Optional.of(NODES.numberNode(0));
      case "boolean" -> Optional.of(NODES.booleanNode(true));
      default -> Optional.empty();
    };
  }

  private static boolean isPlain(JsonNode schema) {
    JsonNode more = schema.path("additionalProperties");
    return schema.isObject()
        && (more.isMissingNode() || more.isBoolean())
        && schema.propertyStream().allMatch(field -> SHOWN.contains(field.getKey()))
        && schema.path("minItems").asInt(0) <= 1
        && schema.path("maxItems").asInt(FEW) >= FEW
        && schema.path("minLength").asInt(0) <= 1
        && schema.path("maxLength").asInt(A_SENTENCE) >= A_SENTENCE;
  }

  private static ArrayNode listOf(JsonNode element) {
    return NODES.arrayNode().add(element);
  }

  private static Optional<JsonNode> object(JsonNode properties) {
    ObjectNode sample = NODES.objectNode();
    for (var field : properties.properties()) {
      Optional<JsonNode> value = of(field.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      sample.set(field.getKey(), value.get());
    }
    return sample.isEmpty() ? Optional.empty() : Optional.of(sample);
  }
}
