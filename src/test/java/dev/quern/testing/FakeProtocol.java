package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.testing.ReceivedRequest.Message;
import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A protocol as JSON, in both directions; what is malformed is an IOException. */
interface FakeProtocol {

  /** Such as {@code openai}, the word that providers are made with. */
  String name();

  /** What is added to {@code http://127.0.0.1:PORT} to make a base URL. */
  String basePath();

  /** Whether a path is where its chats go, by POST. */
  boolean isChat(String path);

  /** Where its models are listed, by GET. */
  String modelsPath();

  /** The API key of a request; null where there is none. */
  @Nullable String key(Map<String, String> headers);

  ReceivedRequest read(HttpRequest http, Traffic traffic) throws IOException;

  byte[] completion(ReceivedRequest request, Completion said);

  /** The events of a streamed completion: thoughts, then the text word by word, the end, usage. */
  List<byte[]> events(ReceivedRequest request, Completion said);

  /** The content type of a streamed completion. */
  default String streamType() {
    return "text/event-stream";
  }

  byte[] error(int status, String message, @Nullable String code);

  byte[] models(List<String> names);

  /** Words, each with the space after it. */
  static String[] tokens(@Nullable String text) {
    return text == null || text.isEmpty() ? new String[0] : text.split("(?<=\\s)(?=\\S)");
  }

  static byte[] bytes(ObjectNode root) {
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A Server-Sent Event without a name. */
  static byte[] event(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  static @Nullable Double number(JsonNode value) {
    return value.isNumber() ? (Double) value.doubleValue() : null;
  }

  static @Nullable Integer whole(JsonNode value) {
    return value.isNumber() ? (Integer) value.intValue() : null;
  }

  /** A request as it was read; a limit or a temperature that is no number counts as missing. */
  static ReceivedRequest received(
      HttpRequest http, Traffic traffic, JsonNode body, List<Message> messages, Options options) {
    return new ReceivedRequest(
        traffic.nextNumber(),
        traffic.nextAttempt(messages),
        Instant.now(),
        http.headers(),
        options.model(),
        List.copyOf(messages),
        number(options.temperature()),
        whole(options.maxTokens()),
        options.stream(),
        body);
  }

  /** What each protocol has in places of its own. */
  record Options(String model, JsonNode temperature, JsonNode maxTokens, boolean stream) {}

  static @Nullable String bearer(Map<String, String> headers) {
    String authorization = headers.get("authorization");
    return authorization == null ? null : authorization.replaceFirst("^Bearer ", "");
  }
}
