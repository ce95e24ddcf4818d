package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.testing.ModelRequest.Message;
import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat protocol as JSON, in both directions; what is malformed is an IOException. */
final class OpenAiWire {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OpenAiWire() {}

  static ModelRequest read(HttpRequest http, Traffic traffic) throws IOException {
    JsonNode body = JSON.readTree(http.body());
    if (!body.path("messages").isArray()) {
      throw new IOException("'messages' is not an array");
    }
    List<Message> messages = new ArrayList<>();
    body.get("messages").forEach(message -> messages.add(message(message)));
    JsonNode limit = body.path("max_tokens").isNumber() ? body.get("max_tokens") : null;
    JsonNode newerLimit = body.path("max_completion_tokens");
    return new ModelRequest(
        traffic.nextNumber(),
        traffic.nextAttempt(messages),
        Instant.now(),
        http.headers(),
        body.path("model").asText(""),
        List.copyOf(messages),
        body.path("temperature").isNumber() ? body.get("temperature").doubleValue() : null,
        limit != null
            ? (Integer) limit.intValue()
            : newerLimit.isNumber() ? newerLimit.intValue() : null,
        body.path("stream").booleanValue(),
        body);
  }

  private static Message message(JsonNode message) {
    JsonNode content = message.path("content");
    StringJoiner text = new StringJoiner("\n");
    List<String> images = new ArrayList<>();
    if (content.isTextual()) {
      text.add(content.textValue());
    }
    for (JsonNode part : content) {
      if (part.has("image_url")) {
        images.add(part.path("image_url").path("url").asText());
      } else {
        text.add(part.path("text").asText());
      }
    }
    return new Message(message.path("role").asText(), text.toString(), List.copyOf(images));
  }

  static byte[] completion(ModelRequest request, Completion said) {
    ObjectNode root = envelope(request, "chat.completion");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", said.text());
    if (said.reasoningField() != null) {
      message.put(said.reasoningField(), said.reasoning());
    }
    choice.put("finish_reason", said.finishReason());
    addUsage(root, request, said);
    return bytes(root);
  }

  /** The events of a streamed completion: thoughts, then the text word by word, the end, usage. */
  static List<byte[]> events(ModelRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    if (said.reasoningField() != null && said.reasoning() != null) {
      for (String token : tokens(said.reasoning())) {
        events.add(delta(request, said.reasoningField(), token));
      }
    }
    for (String token : tokens(said.text())) {
      events.add(delta(request, "content", token));
    }
    ObjectNode last = envelope(request, "chat.completion.chunk");
    ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", said.finishReason());
    events.add(event(last.toString()));
    if (request.body().path("stream_options").path("include_usage").booleanValue()) {
      ObjectNode usage = envelope(request, "chat.completion.chunk");
      usage.putArray("choices");
      addUsage(usage, request, said);
      events.add(event(usage.toString()));
    }
    events.add(event("[DONE]"));
    return events;
  }

  private static byte[] delta(ModelRequest request, String field, String token) {
    ObjectNode chunk = envelope(request, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put(field, token);
    choice.putNull("finish_reason");
    return event(chunk.toString());
  }

  /** Words, each with the space after it. */
  private static String[] tokens(String text) {
    return text.isEmpty() ? new String[0] : text.split("(?<=\\s)(?=\\S)");
  }

  private static byte[] event(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] error(int status, String message, @Nullable String code) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error").put("message", message);
    error.put("type", status < 500 ? "invalid_request_error" : "server_error");
    error.putNull("param").put("code", code);
    return bytes(root);
  }

  static byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode().put("object", "list");
    root.putArray("data");
    for (String name : names) {
      root.withArray("data").addObject().put("id", name).put("object", "model");
    }
    return bytes(root);
  }

  private static ObjectNode envelope(ModelRequest request, String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-" + request.number())
        .put("object", object)
        .put("created", request.receivedAt().getEpochSecond())
        .put("model", request.model());
  }

  private static void addUsage(ObjectNode root, ModelRequest request, Completion said) {
    Completion.Usage usage = said.usageFor(request.prompt());
    if (usage != null) {
      root.putObject("usage")
          .put("prompt_tokens", usage.promptTokens())
          .put("completion_tokens", usage.completionTokens())
          .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    }
  }

  private static byte[] bytes(ObjectNode root) {
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
