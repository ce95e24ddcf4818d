package dev.quern.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The little JSON that this package writes and reads on its own. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String array(List<String> strings) {
    try {
      return MAPPER.writeValueAsString(strings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text at a JSON pointer; empty where there is none or the JSON is broken. */
  static String textAt(String json, String pointer) {
    try {
      return MAPPER.readTree(json).at(pointer).asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
