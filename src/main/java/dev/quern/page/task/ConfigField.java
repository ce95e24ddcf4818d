package dev.quern.page.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A field of a form, generated from a component of a configuration record.
 *
 * @param name the name in REST with its path: {@code active_ga_pair.genre}
 * @param kind whole, decimal, flag, choice, list, json, long or text
 * @param options of a choice
 * @param value the default; empty if there is none
 */
record ConfigField(String name, String kind, List<String> options, String value) {

  private static final SnakeCaseStrategy SNAKE = SnakeCaseStrategy.INSTANCE;

  /** The fields of a record and of nested records, with the defaults of a checked configuration. */
  static List<ConfigField> of(Class<? extends Record> type, ObjectNode defaults) {
    return of(type, defaults, "");
  }

  private static List<ConfigField> of(Class<?> type, JsonNode defaults, String path) {
    List<ConfigField> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = SNAKE.translate(component.getName());
      JsonNode value = defaults.path(name);
      if (component.getType().isRecord()) {
        fields.addAll(of(component.getType(), value, path + name + "."));
      } else {
        fields.add(field(component.getType(), path + name, value));
      }
    }
    return fields;
  }

  private static ConfigField field(Class<?> type, String name, JsonNode value) {
    String text = value.isMissingNode() || value.isNull() ? "" : value.asText();
    return new ConfigField(name, kind(type, name), options(type), text);
  }

  private static String kind(Class<?> type, String name) {
    if (type.isEnum()) {
      return "choice";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "flag";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "whole";
    }
    if (type == Double.class || type == double.class) {
      return "decimal";
    }
    if (Iterable.class.isAssignableFrom(type) && !JsonNode.class.isAssignableFrom(type)) {
      return "list";
    }
    return JsonNode.class.isAssignableFrom(type)
        ? "json"
        : name.endsWith("prompt") || name.endsWith("instruction") ? "long" : "text";
  }

  private static List<String> options(Class<?> type) {
    if (!type.isEnum()) {
      return List.of();
    }
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .map(name -> json(type, name))
        .toList();
  }

  private static String json(Class<?> type, String name) {
    try {
      Field field = type.getField(name);
      JsonProperty json = field.getAnnotation(JsonProperty.class);
      return json == null ? name.toLowerCase(java.util.Locale.ROOT) : json.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
