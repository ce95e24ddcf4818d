package dev.quern.dataset.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The shape that a JSON answer must have: a JSON Schema (draft 4 to 2020-12, by its {@code
 * $schema}; 2020-12 without one). Nothing is fetched: a schema with a reference to another document
 * is refused.
 */
public final class AnswerSchema {

  private static final Map<SpecVersion.VersionFlag, String> META_SCHEMAS =
      new EnumMap<>(
          Map.of(
              SpecVersion.VersionFlag.V4, SchemaId.V4,
              SpecVersion.VersionFlag.V6, SchemaId.V6,
              SpecVersion.VersionFlag.V7, SchemaId.V7,
              SpecVersion.VersionFlag.V201909, SchemaId.V201909,
              SpecVersion.VersionFlag.V202012, SchemaId.V202012));

  private static final SchemaValidatorsConfig PATTERNS_BOUNDED =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.LEGACY)
          .regularExpressionFactory(BoundedPattern::new)
          .build();

  /** One of them is enough for a schema that refers to itself in place to go round for ever. */
  private static final List<JsonNode> SAMPLES =
      List.of(
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.textNode(""),
          JsonNodeFactory.instance.numberNode(1));

  private static final String ENDLESS = "is a JSON Schema that refers to itself without an end";

  private static final int MAX_FAULTS = 5;

  /** The deepest nesting of a schema; reading it is recursive. */
  private static final int MAX_LEVELS = 50;

  private final JsonSchema schema;
  private final SchemaReach reach;

  private AnswerSchema(JsonSchema schema, SchemaReach reach) {
    this.schema = schema;
    this.reach = reach;
  }

  /**
   * Creates the shape that a schema describes.
   *
   * @throws IllegalArgumentException whose message says what is wrong with the schema
   */
  public static AnswerSchema of(JsonNode schema) {
    checkDepth(schema, MAX_LEVELS);
    return read(schema);
  }

  private static AnswerSchema read(JsonNode schema) {
    if (!schema.isObject() || schema.isEmpty()) {
      throw new IllegalArgumentException("must be a JSON Schema, an object with a field at least");
    }
    SpecVersion.VersionFlag version = version(schema);
    List<String> faults = messages(metaSchema(version), schema);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("is no valid JSON Schema: " + String.join("; ", faults));
    }
    SchemaReach reach = new SchemaReach(schema);
    try {
      JsonSchema read = factory(version).getSchema(schema, PATTERNS_BOUNDED);
      read.initializeValidators();
      SAMPLES.forEach(read::validate);
      return new AnswerSchema(read, reach);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "is a JSON Schema that cannot be used (nothing outside of it is fetched): "
              + e.getMessage(),
          e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(ENDLESS, e);
    }
  }

  /**
   * The shape of an example: the same fields, all of them and no other, with values of the same
   * kinds; elements of a list are like its first. A null stands for any value.
   *
   * @throws IllegalArgumentException whose message says what is wrong with the example
   */
  public static AnswerSchema ofExample(JsonNode example) {
    checkDepth(example, MAX_LEVELS);
    return read(schemaOf(example));
  }

  private static void checkDepth(JsonNode node, int levels) {
    if (node.isContainerNode() && levels == 0) {
      throw new IllegalArgumentException(
          "must be nested no deeper than " + MAX_LEVELS + " objects and lists");
    }
    node.forEach(child -> checkDepth(child, levels - 1));
  }

  /** The shape as a JSON Schema. */
  public JsonNode schemaNode() {
    return schema.getSchemaNode();
  }

  /** The faults of a value, one sentence each; empty when it has the shape. */
  public List<String> violations(JsonNode value) {
    if (reach.isTooMuchFor(value)) {
      return List.of("is nested too deeply for a schema that refers to itself so often");
    }
    try {
      return messages(schema, value);
    } catch (StackOverflowError e) {
      return List.of(ENDLESS);
    }
  }

  private static List<String> messages(JsonSchema schema, JsonNode value) {
    return schema.validate(value).stream()
        .map(ValidationMessage::getMessage)
        .limit(MAX_FAULTS)
        .toList();
  }

  private static SpecVersion.VersionFlag version(JsonNode schema) {
    return SpecVersionDetector.detectOptionalVersion(schema, false)
        .orElse(SpecVersion.VersionFlag.V202012);
  }

  private static JsonSchemaFactory factory(SpecVersion.VersionFlag version) {
    return JsonSchemaFactory.getInstance(
        version,
        builder ->
            builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
  }

  /** The meta-schema, which the library has on the class path. */
  private static JsonSchema metaSchema(SpecVersion.VersionFlag version) {
    return JsonSchemaFactory.getInstance(version)
        .getSchema(SchemaLocation.of(META_SCHEMAS.get(version)));
  }

  private static ObjectNode schemaOf(JsonNode example) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    switch (example.getNodeType()) {
      case OBJECT -> {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        example.properties().forEach(f -> properties.set(f.getKey(), schemaOf(f.getValue())));
        schema.putArray("required");
        example.fieldNames().forEachRemaining(schema.withArray("required")::add);
        schema.put("additionalProperties", false);
      }
      case ARRAY -> {
        schema.put("type", "array");
        if (!example.isEmpty()) {
          schema.set("items", schemaOf(example.get(0)));
        }
      }
      case STRING -> schema.put("type", "string");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      default -> schema.put("description", "any value");
    }
    return schema;
  }
}
