package dev.quern.testing;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a client sends it, built field by field. It never changes: {@code with} returns
 * a new one, so a constant can be the start of many. Its text is the JSON.
 */
public class JsonBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode fields;

  /** A copy of another one. */
  JsonBody(JsonBody other) {
    fields = other.fields;
  }

  private JsonBody(ObjectNode fields) {
    this.fields = fields;
  }

  /** An object without fields. */
  public static JsonBody json() {
    return new JsonBody(JSON.createObjectNode());
  }

  /** An object with one field. */
  public static JsonBody json(String name, @Nullable Object value) {
    return json().with(name, value);
  }

  /**
   * The same with one more field, or another value of it.
   *
   * @param value what Jackson can write: text, a number, a list, a map, a body, or null
   */
  public JsonBody with(String name, @Nullable Object value) {
    ObjectNode copy = fields.deepCopy();
    copy.set(name, JSON.valueToTree(value));
    return new JsonBody(copy);
  }

  /** The same with the fields of another one. */
  public JsonBody with(JsonBody more) {
    ObjectNode copy = fields.deepCopy();
    copy.setAll(more.fields);
    return new JsonBody(copy);
  }

  /** The name of its first field. */
  public String firstName() {
    return fields.fieldNames().next();
  }

  /** The object in a field, empty where there is none. */
  JsonBody object(String name) {
    return fields.get(name) instanceof ObjectNode object ? new JsonBody(object) : json();
  }

  @JsonValue
  ObjectNode fields() {
    return fields;
  }

  @Override
  public final String toString() {
    return fields.toString();
  }
}
