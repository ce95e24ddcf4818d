package dev.quern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.testing.FakeProtocol.Options;
import dev.quern.testing.ReceivedRequest.Message;
import dev.quern.testing.RequestReader.HttpRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat protocol. */
final class FakeOpenAi implements FakeProtocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public boolean isChat(String path) {
    return path.equals("/v1/chat/completions");
  }

  @Override
  public String modelsPath() {
    return "/v1/models";
  }

  @Override
  public @Nullable String key(Map<String, String> headers) {
    return FakeProtocol.bearer(headers);
  }

  @Override
  public ReceivedRequest read(HttpRequest http, Traffic traffic) throws IOException {
    JsonNode body = JSON.readTree(http.body());
    if (!body.path("messages").isArray()) {
      throw new IOException("'messages' is not an array");
    }
    List<Message> messages = new ArrayList<>();
    body.get("messages").forEach(message -> messages.add(message(message)));
    JsonNode limit = body.path("max_tokens");
    return FakeProtocol.received(
        http,
        traffic,
        body,
        messages,
        new Options(
            body.path("model").asText(""),
            body.path("temperature"),
            limit.isNumber() ? limit : body.path("max_completion_tokens"),
            body.path("stream").booleanValue()));
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

  @Override
  public byte[] completion(ReceivedRequest request, Completion said) {
    ObjectNode root = envelope(request, "chat.completion");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", said.text());
    if (said.reasoningField() != null) {
      message.put(said.reasoningField(), said.reasoning());
    }
    choice.put("finish_reason", said.finishReason());
    addUsage(root, request, said);
    return FakeProtocol.bytes(root);
  }

  @Override
  public List<byte[]> events(ReceivedRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    if (said.reasoningField() != null && said.reasoning() != null) {
      for (String token : FakeProtocol.tokens(said.reasoning())) {
        events.add(delta(request, said.reasoningField(), token));
      }
    }
    for (String token : FakeProtocol.tokens(said.text())) {
      events.add(delta(request, "content", token));
    }
    ObjectNode last = envelope(request, "chat.completion.chunk");
    ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", said.finishReason());
    events.add(FakeProtocol.event(last.toString()));
    if (request.body().path("stream_options").path("include_usage").booleanValue()) {
      ObjectNode usage = envelope(request, "chat.completion.chunk");
      usage.putArray("choices");
      addUsage(usage, request, said);
      events.add(FakeProtocol.event(usage.toString()));
    }
    events.add(FakeProtocol.event("[DONE]"));
    return events;
  }

  private static byte[] delta(ReceivedRequest request, String field, String token) {
    ObjectNode chunk = envelope(request, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put(field, token);
    choice.putNull("finish_reason");
    return FakeProtocol.event(chunk.toString());
  }

  @Override
  public byte[] error(int status, String message, @Nullable String code) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error").put("message", message);
    error.put("type", status < 500 ? "invalid_request_error" : "server_error");
    error.putNull("param").put("code", code);
    return FakeProtocol.bytes(root);
  }

  @Override
  public byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode().put("object", "list");
    root.putArray("data");
    for (String name : names) {
      root.withArray("data").addObject().put("id", name).put("object", "model");
    }
    return FakeProtocol.bytes(root);
  }

  private static ObjectNode envelope(ReceivedRequest request, String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-" + request.number())
        .put("object", object)
        .put("created", request.receivedAt().getEpochSecond())
        .put("model", request.model());
  }

  private static void addUsage(ObjectNode root, ReceivedRequest request, Completion said) {
    Completion.Usage usage = said.usageFor(request.prompt());
    if (usage != null) {
      root.putObject("usage")
          .put("prompt_tokens", usage.promptTokens())
          .put("completion_tokens", usage.completionTokens())
          .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    }
  }
}
