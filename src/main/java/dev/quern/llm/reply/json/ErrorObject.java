package dev.quern.llm.reply.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** An error that a server or gateway sent where a reply was to be. It is never content. */
public final class ErrorObject {

  private static final Set<String> AROUND_AN_ERROR =
      Set.of("error", "message", "code", "status", "type", "detail", "request_id", "param");

  private ErrorObject() {}

  public static boolean is(String text) {
    if (!text.startsWith("{")) {
      return false;
    }
    List<LenientJson.Found> found = LenientJson.in(text);
    return found.size() == 1 && found.get(0).end() == text.length() && is(found.get(0).value());
  }

  public static boolean is(JsonNode value) {
    JsonNode error = value.get("error");
    if (error == null) {
      return "error".equals(value.path("object").asText()) && value.has("message");
    }
    boolean alone = true;
    for (var names = value.fieldNames(); names.hasNext(); ) {
      alone &= AROUND_AN_ERROR.contains(names.next());
    }
    return error.path("message").isTextual() || (alone && !error.isNull());
  }
}
