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
import org.jspecify.annotations.Nullable;

/** Ollama's chat protocol; streams are lines of JSON. A content filter it has none. */
final class FakeOllama implements FakeProtocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public boolean isChat(String path) {
    return path.equals("/api/chat");
  }

  @Override
  public String modelsPath() {
    return "/api/tags";
  }

  @Override
  public @Nullable String key(Map<String, String> headers) {
    return FakeProtocol.bearer(headers);
  }

  @Override
  public String streamType() {
    return "application/x-ndjson";
  }

  @Override
  public ReceivedRequest read(HttpRequest http, Traffic traffic) throws IOException {
    JsonNode body = JSON.readTree(http.body());
    if (!body.path("messages").isArray()) {
      throw new IOException("'messages' is not an array");
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : body.get("messages")) {
      List<String> images = new ArrayList<>();
      message.path("images").forEach(image -> images.add("data:;base64," + image.asText()));
      messages.add(
          new Message(
              message.path("role").asText(),
              message.path("content").asText(),
              List.copyOf(images)));
    }
    return FakeProtocol.received(
        http,
        traffic,
        body,
        messages,
        new Options(
            body.path("model").asText(""),
            body.at("/options/temperature"),
            body.at("/options/num_predict"),
            body.path("stream").asBoolean(true)));
  }

  @Override
  public byte[] completion(ReceivedRequest request, Completion said) {
    ObjectNode root = line(request, said.text(), said.reasoning(), true);
    return FakeProtocol.bytes(ended(root, request, said));
  }

  @Override
  public List<byte[]> events(ReceivedRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    for (String token : FakeProtocol.tokens(said.reasoning())) {
      events.add(lineBytes(line(request, "", token, false)));
    }
    for (String token : FakeProtocol.tokens(said.text())) {
      events.add(lineBytes(line(request, token, null, false)));
    }
    events.add(lineBytes(ended(line(request, "", null, true), request, said)));
    return events;
  }

  private static ObjectNode line(
      ReceivedRequest request, String text, @Nullable String thinking, boolean done) {
    ObjectNode root = JSON.createObjectNode().put("model", request.model());
    root.put("created_at", request.receivedAt().toString());
    ObjectNode message = root.putObject("message").put("role", "assistant").put("content", text);
    if (thinking != null) {
      message.put("thinking", thinking);
    }
    return root.put("done", done);
  }

  private static ObjectNode ended(ObjectNode root, ReceivedRequest request, Completion said) {
    root.put("done_reason", said.finishReason());
    Completion.Usage usage = said.usageFor(request.prompt());
    if (usage != null) {
      root.put("prompt_eval_count", usage.promptTokens());
      root.put("eval_count", usage.completionTokens());
    }
    return root;
  }

  private static byte[] lineBytes(ObjectNode root) {
    return (root + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] error(int status, String message, @Nullable String code) {
    return FakeProtocol.bytes(JSON.createObjectNode().put("error", message));
  }

  @Override
  public byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("models");
    names.forEach(
        name -> root.withArray("models").addObject().put("name", name).put("model", name));
    return FakeProtocol.bytes(root);
  }
}
