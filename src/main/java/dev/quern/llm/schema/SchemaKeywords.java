package dev.quern.llm.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Takes keywords out of schemas, at every level of them, and leaves fields of such names alone. */
public final class SchemaKeywords {

  /** What says which fields and kinds of values there are, and no more. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "anyOf",
          "$ref",
          "$defs",
          "definitions");

  private static final Set<String> SCHEMAS_BY_NAME =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** Values, in which nothing is a keyword. */
  private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");

  private SchemaKeywords() {}

  /** The schema without bounds, enums and descriptions. */
  public static ObjectNode plain(ObjectNode schema) {
    return (ObjectNode) kept(schema, STRUCTURE::contains);
  }

  /** The schema without these keywords. */
  public static ObjectNode without(ObjectNode schema, Set<String> keywords) {
    return (ObjectNode) kept(schema, keyword -> !keywords.contains(keyword));
  }

  /** The keywords beside the structure that a schema has. */
  public static Set<String> in(ObjectNode schema) {
    Set<String> keywords = new TreeSet<>();
    collect(schema, keywords);
    return keywords;
  }

  private static void collect(JsonNode schema, Set<String> keywords) {
    if (schema instanceof ArrayNode several) {
      several.forEach(one -> collect(one, keywords));
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      String name = keyword.getKey();
      JsonNode value = keyword.getValue();
      if (!STRUCTURE.contains(name)) {
        keywords.add(name);
      }
      if (SCHEMAS_BY_NAME.contains(name) && value.isObject()) {
        value.forEach(one -> collect(one, keywords));
      } else if (!VALUES.contains(name)) {
        collect(value, keywords);
      }
    }
  }

  private static JsonNode kept(JsonNode schema, Predicate<String> keep) {
    if (schema instanceof ArrayNode several) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      several.forEach(one -> copy.add(kept(one, keep)));
      return copy;
    }
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            keyword -> {
              if (keep.test(keyword.getKey())) {
                copy.set(keyword.getKey(), value(keyword.getKey(), keyword.getValue(), keep));
              }
            });
    return copy;
  }

  private static JsonNode value(String keyword, JsonNode value, Predicate<String> keep) {
    if (VALUES.contains(keyword)) {
      return value;
    }
    if (SCHEMAS_BY_NAME.contains(keyword) && value instanceof ObjectNode named) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      named.properties().forEach(one -> copy.set(one.getKey(), kept(one.getValue(), keep)));
      return copy;
    }
    return kept(value, keep);
  }
}
