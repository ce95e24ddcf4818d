package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.testing.FakeProtocol.Options;
import dev.quern.testing.ReceivedRequest.Message;
import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages protocol. */
final class FakeAnthropic implements FakeProtocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public boolean isChat(String path) {
    return path.equals("/v1/messages");
  }

  @Override
  public String modelsPath() {
    return "/v1/models";
  }

  @Override
  public @Nullable String key(Map<String, String> headers) {
    return headers.get("x-api-key");
  }

  @Override
  public ReceivedRequest read(HttpRequest http, Traffic traffic) throws IOException {
    JsonNode body = JSON.readTree(http.body());
    if (!body.path("messages").isArray() || !body.path("max_tokens").isNumber()) {
      throw new IOException("'messages' is not an array, or there is no 'max_tokens'");
    }
    List<Message> messages = new ArrayList<>();
    body.get("messages").forEach(message -> messages.add(message(message)));
    return FakeProtocol.received(
        http,
        traffic,
        body,
        messages,
        new Options(
            body.path("model").asText(""),
            body.path("temperature"),
            body.path("max_tokens"),
            body.path("stream").booleanValue()));
  }

  private static Message message(JsonNode message) {
    StringJoiner text = new StringJoiner("\n");
    List<String> images = new ArrayList<>();
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      text.add(content.textValue());
    }
    for (JsonNode part : content) {
      JsonNode source = part.path("source");
      if (source.isObject()) {
        images.add(
            "data:"
                + source.path("media_type").asText()
                + ";base64,"
                + source.path("data").asText());
      } else {
        text.add(part.path("text").asText());
      }
    }
    return new Message(message.path("role").asText(), text.toString(), List.copyOf(images));
  }

  @Override
  public byte[] completion(ReceivedRequest request, Completion said) {
    ObjectNode root = envelope(request);
    if (said.reasoning() != null) {
      ObjectNode thinking = root.withArray("content").addObject().put("type", "thinking");
      thinking.put("thinking", said.reasoning()).put("signature", "c2ln");
    }
    if (!said.text().isEmpty()) {
      root.withArray("content").addObject().put("type", "text").put("text", said.text());
    }
    root.put("stop_reason", reason(said));
    addUsage(root, request, said);
    return FakeProtocol.bytes(root);
  }

  @Override
  public List<byte[]> events(ReceivedRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    ObjectNode start = JSON.createObjectNode();
    ObjectNode message = envelope(request);
    addUsage(message, request, said);
    start.set("message", message);
    events.add(named("message_start", start));
    events.add(named("ping", JSON.createObjectNode()));
    if (said.reasoning() != null) {
      block(events, "thinking", "thinking_delta", FakeProtocol.tokens(said.reasoning()));
    }
    block(events, "text", "text_delta", FakeProtocol.tokens(said.text()));
    ObjectNode delta = JSON.createObjectNode();
    delta.putObject("delta").put("stop_reason", reason(said));
    addUsage(delta, request, said);
    events.add(named("message_delta", delta));
    events.add(named("message_stop", JSON.createObjectNode()));
    return events;
  }

  private static void block(List<byte[]> events, String type, String deltaType, String[] tokens) {
    ObjectNode start = JSON.createObjectNode().put("index", 0);
    start.putObject("content_block").put("type", type).put(type, "");
    events.add(named("content_block_start", start));
    for (String token : tokens) {
      ObjectNode delta = JSON.createObjectNode().put("index", 0);
      delta.putObject("delta").put("type", deltaType).put(type, token);
      events.add(named("content_block_delta", delta));
    }
    events.add(named("content_block_stop", JSON.createObjectNode().put("index", 0)));
  }

  private static byte[] named(String name, ObjectNode data) {
    data.put("type", name);
    return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode envelope(ReceivedRequest request) {
    ObjectNode root = JSON.createObjectNode().put("id", "msg_" + request.number());
    root.put("type", "message").put("role", "assistant").put("model", request.model());
    root.putArray("content");
    return root;
  }

  private static String reason(Completion said) {
    return switch (said.finishReason()) {
      case "stop" -> "end_turn";
      case "length" -> "max_tokens";
      case "content_filter" -> "refusal";
      default -> said.finishReason();
    };
  }

  private static void addUsage(ObjectNode root, ReceivedRequest request, Completion said) {
    Completion.Usage usage = said.usageFor(request.prompt());
    if (usage != null) {
      root.putObject("usage")
          .put("input_tokens", usage.promptTokens())
          .put("output_tokens", usage.completionTokens());
    }
  }

  @Override
  public byte[] error(int status, String message, @Nullable String code) {
    ObjectNode root = JSON.createObjectNode().put("type", "error");
    root.putObject("error")
        .put("type", code == null ? "invalid_request_error" : code)
        .put("message", message);
    return FakeProtocol.bytes(root);
  }

  @Override
  public byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("data");
    names.forEach(name -> root.withArray("data").addObject().put("type", "model").put("id", name));
    return FakeProtocol.bytes(root);
  }
}
