package dev.quern.llm.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads the small pieces of JSON that this package needs. */
public final class JsonText {

  private JsonText() {}

  public static String array(List<String> strings) {
    try {
      return Json.PLAIN.writeValueAsString(strings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer with the passages that support it, as a model may write them. */
  public static String quoted(String answer, List<String> quotes) {
    ObjectNode object = Json.PLAIN.createObjectNode().put("answer", answer);
    quotes.forEach(object.putArray("evidence")::add);
    return object.toString();
  }

  /** The text at a JSON pointer; empty where there is none or the JSON is broken. */
  public static String textAt(@Nullable String json, String pointer) {
    try {
      return json == null ? "" : Json.PLAIN.readTree(json).at(pointer).asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** An object without one of its fields. */
  public static String without(String json, String field) {
    try {
      return Json.PLAIN.readTree(json) instanceof ObjectNode object
          ? object.without(field).toString()
          : json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
