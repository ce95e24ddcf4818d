package dev.quern.export.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an imported record. */
final class Given {

  private final Map<String, @Nullable Object> fields;
  private final Map<String, @Nullable Object> row = new LinkedHashMap<>();

  Given(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  Map<String, @Nullable Object> row() {
    return row;
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** A required text. */
  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw new RefusedRecordException(
          fields.containsKey(name)
              ? "'" + name + "' is null"
              : "'" + name + "' is missing; there are " + new TreeSet<>(fields.keySet()));
    }
    return text;
  }

  @Nullable String textOrNull(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new RefusedRecordException("'" + name + "' must be a string");
  }

  /** The groups of a list. */
  List<Given> groups(String name) {
    if (!(fields.get(name) instanceof List<?> list) || list.isEmpty()) {
      throw new RefusedRecordException("'" + name + "' must be a list of messages, and not empty");
    }
    List<Given> groups = new ArrayList<>();
    for (Object element : list) {
      groups.add(new Given(group(name, element)));
    }
    return groups;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> group(String name, @Nullable Object element) {
    if (element instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new RefusedRecordException("'" + name + "' must hold objects");
  }

  /**
   * Copies a column that has the same meaning in the row; null too, which says that it is empty.
   */
  void take(String name, String column) {
    if (fields.containsKey(name)) {
      row.put(column, fields.get(name));
    }
  }

  /** Copies a system prompt; an empty one is none. */
  void takeSystem(String name) {
    if (fields.containsKey(name)) {
      putSystem(textOrNull(name));
    }
  }

  void putSystem(@Nullable String system) {
    row.put("system", system == null || system.isEmpty() ? null : system);
  }

  /** Adds the reasoning that a message brought; a row has one. */
  void putReasoning(String reasoning) {
    if (row.get("cot") instanceof String cot && !cot.isBlank() && !cot.equals(reasoning)) {
      throw new RefusedRecordException("has two reasonings, and a row holds one");
    }
    row.put("cot", reasoning);
  }

  /** The first of these texts that is there and not blank; null for none. */
  @Nullable String some(String... names) {
    for (String name : names) {
      String text = textOrNull(name);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** Refuses a message with more than a row holds. */
  void checkMessage() {
    if (fields.get("weight") instanceof Number weight && weight.doubleValue() != 1) {
      throw new RefusedRecordException(
          "a message has the weight " + weight + ", which no row can hold");
    }
    if (RecordFormat.isSome(fields.get("tool_calls"))) {
      throw new RefusedRecordException("a message has 'tool_calls', which no row can hold");
    }
  }

  /** The reasoning in its field, or before the output where the row has a column for it. */
  void takeAnswer(Kind kind, String output) {
    if (kind == Kind.IMAGE_DATASETS) {
      take("cot", "cot");
      row.put("answer", output);
    } else if (has("cot")) {
      row.put("cot", text("cot"));
      row.put("answer", output);
    } else if (fields.containsKey("analysis")) { // the caller takes it; tags are the answer's own
      row.put("answer", output);
    } else {
      Thinking.take(output, row);
    }
  }
}
