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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ollama's chat protocol; streams are lines of JSON. A content filter it has none. */
final class OllamaWire implements Wire {

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
    return Wire.bearer(headers);
  }

  @Override
  public String streamType() {
    return "application/x-ndjson";
  }

  @Override
  public ModelRequest read(HttpRequest http, Traffic traffic) throws IOException {
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
    return new ModelRequest(
        traffic.nextNumber(),
        traffic.nextAttempt(messages),
        Instant.now(),
        http.headers(),
        body.path("model").asText(""),
        List.copyOf(messages),
        Wire.number(body.at("/options/temperature")),
        Wire.whole(body.at("/options/num_predict")),
        body.path("stream").asBoolean(true),
        body);
  }

  @Override
  public byte[] completion(ModelRequest request, Completion said) {
    ObjectNode root = line(request, said.text(), said.reasoning(), true);
    return Wire.bytes(ended(root, request, said));
  }

  @Override
  public List<byte[]> events(ModelRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    for (String token : Wire.tokens(said.reasoning())) {
      events.add(lineBytes(line(request, "", token, false)));
    }
    for (String token : Wire.tokens(said.text())) {
      events.add(lineBytes(line(request, token, null, false)));
    }
    events.add(lineBytes(ended(line(request, "", null, true), request, said)));
    return events;
  }

  private static ObjectNode line(
      ModelRequest request, String text, @Nullable String thinking, boolean done) {
    ObjectNode root = JSON.createObjectNode().put("model", request.model());
    root.put("created_at", request.receivedAt().toString());
    ObjectNode message = root.putObject("message").put("role", "assistant").put("content", text);
    if (thinking != null) {
      message.put("thinking", thinking);
    }
    return root.put("done", done);
  }

  private static ObjectNode ended(ObjectNode root, ModelRequest request, Completion said) {
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
    return Wire.bytes(JSON.createObjectNode().put("error", message));
  }

  @Override
  public byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("models");
    names.forEach(
        name -> root.withArray("models").addObject().put("name", name).put("model", name));
    return Wire.bytes(root);
  }
}
