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

/** Gemini's protocol. A completion that ends with {@code blocked} is a prompt that was blocked. */
final class FakeGemini implements FakeProtocol {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODELS = "/v1beta/models";

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String basePath() {
    return "/v1beta";
  }

  @Override
  public boolean isChat(String path) {
    return path.matches(MODELS + "/[^:]+:(generateContent|streamGenerateContent)");
  }

  @Override
  public String modelsPath() {
    return MODELS;
  }

  @Override
  public @Nullable String key(Map<String, String> headers) {
    return headers.get("x-goog-api-key");
  }

  @Override
  public ReceivedRequest read(HttpRequest http, Traffic traffic) throws IOException {
    JsonNode body = JSON.readTree(http.body());
    if (!body.path("contents").isArray()) {
      throw new IOException("'contents' is not an array");
    }
    List<Message> messages = new ArrayList<>();
    body.get("contents").forEach(content -> messages.add(message(content)));
    return FakeProtocol.received(
        http,
        traffic,
        body,
        messages,
        new Options(
            http.path().substring(MODELS.length() + 1).replaceFirst(":.*", ""),
            body.at("/generationConfig/temperature"),
            body.at("/generationConfig/maxOutputTokens"),
            http.path().endsWith(":streamGenerateContent")));
  }

  private static Message message(JsonNode content) {
    StringJoiner text = new StringJoiner("\n");
    List<String> images = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      JsonNode image = part.path("inlineData");
      if (image.isObject()) {
        images.add(
            "data:" + image.path("mimeType").asText() + ";base64," + image.path("data").asText());
      } else {
        text.add(part.path("text").asText());
      }
    }
    return new Message(content.path("role").asText("user"), text.toString(), List.copyOf(images));
  }

  @Override
  public byte[] completion(ReceivedRequest request, Completion said) {
    return FakeProtocol.bytes(ended(part(request, said.reasoning(), said.text()), request, said));
  }

  @Override
  public List<byte[]> events(ReceivedRequest request, Completion said) {
    List<byte[]> events = new ArrayList<>();
    for (String token : FakeProtocol.tokens(said.reasoning())) {
      events.add(FakeProtocol.event(part(request, token, null).toString()));
    }
    for (String token : FakeProtocol.tokens(said.text())) {
      events.add(FakeProtocol.event(part(request, null, token).toString()));
    }
    events.add(FakeProtocol.event(ended(part(request, null, null), request, said).toString()));
    return events;
  }

  private static ObjectNode part(
      ReceivedRequest request, @Nullable String thought, @Nullable String text) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode candidate = root.putArray("candidates").addObject().put("index", 0);
    ObjectNode content = candidate.putObject("content").put("role", "model");
    content.putArray("parts");
    if (thought != null) {
      content.withArray("parts").addObject().put("text", thought).put("thought", true);
    }
    if (text != null) {
      content.withArray("parts").addObject().put("text", text);
    }
    return root.put("modelVersion", request.model()).put("responseId", "r-" + request.number());
  }

  private static ObjectNode ended(ObjectNode root, ReceivedRequest request, Completion said) {
    if (said.finishReason().equals("blocked")) {
      root.remove("candidates");
      root.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
    } else {
      String reason =
          switch (said.finishReason()) {
            case "stop" -> "STOP";
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> said.finishReason();
          };
      ((ObjectNode) root.at("/candidates/0")).put("finishReason", reason);
    }
    Completion.Usage usage = said.usageFor(request.prompt());
    if (usage != null) {
      int thoughts = said.reasoning() == null ? 0 : said.reasoning().length() / 4 + 1;
      ObjectNode counts = root.putObject("usageMetadata");
      counts.put("promptTokenCount", usage.promptTokens());
      counts.put("candidatesTokenCount", usage.completionTokens());
      counts.put("thoughtsTokenCount", thoughts);
      counts.put("totalTokenCount", usage.promptTokens() + usage.completionTokens() + thoughts);
    }
    return root;
  }

  @Override
  public byte[] error(int status, String message, @Nullable String code) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error")
        .put("code", status)
        .put("message", message)
        .put("status", code == null ? "INVALID_ARGUMENT" : code);
    return FakeProtocol.bytes(root);
  }

  @Override
  public byte[] models(List<String> names) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("models");
    for (String name : names) {
      ObjectNode model = root.withArray("models").addObject().put("name", "models/" + name);
      model.putArray("supportedGenerationMethods").add("generateContent");
    }
    ObjectNode other = root.withArray("models").addObject().put("name", "models/embedder");
    other.putArray("supportedGenerationMethods").add("embedContent");
    return FakeProtocol.bytes(root);
  }
}
