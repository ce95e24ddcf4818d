package dev.quern.llm.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.quern.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What LangChain4j leaves out of a reply in OpenAI's protocol: reasons to stop by the names of
 * other servers, thoughts in another field, and the words of a refusal.
 */
final class OpenAiReply {

  /** Stands for the event {@code [DONE]}, which LangChain4j drops. */
  static final String DONE =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"[DONE]\"}]}";

  private OpenAiReply() {}

  /** LangChain4j throws at a refusal and drops what it has cost; here it is a filtered reply. */
  static boolean mend(ObjectNode reply) {
    if (reply.at("/choices/0") instanceof ObjectNode choice
        && choice.path("message") instanceof ObjectNode message
        && !message.path("refusal").asText("").isBlank()) {
      message.set("content", message.remove("refusal"));
      choice.put("finish_reason", "content_filter");
      return true;
    }
    return false;
  }

  static ChatResponse completed(ChatResponse response) {
    if (!(response.metadata() instanceof OpenAiChatResponseMetadata raw)) {
      return response; // a stream that was cut here
    }
    List<JsonNode> choices = choices(raw);
    String thoughts =
        response.aiMessage().thinking() == null
            ? joined(choices, "reasoning")
            : response.aiMessage().thinking();
    String refusal = joined(choices, "refusal");
    FinishReason reason = refusal.isBlank() ? reason(choices) : FinishReason.CONTENT_FILTER;
    return ChatResponse.builder()
        .aiMessage(
            AiMessage.builder()
                .text(refusal.isBlank() ? response.aiMessage().text() : refusal)
                .thinking(thoughts.isBlank() ? null : thoughts)
                .build())
        .metadata(raw.toBuilder().finishReason(reason).build())
        .build();
  }

  /** The first choice of the reply, or of each event of its stream. */
  private static List<JsonNode> choices(OpenAiChatResponseMetadata raw) {
    if (raw.rawServerSentEvents() != null && !raw.rawServerSentEvents().isEmpty()) {
      return raw.rawServerSentEvents().stream()
          .map(ServerSentEvent::data)
          .filter(OpenAiReply::tellsMore)
          .map(OpenAiReply::choice)
          .toList();
    }
    return raw.rawHttpResponse() == null
        ? List.of()
        : List.of(choice(raw.rawHttpResponse().body()));
  }

  /** Most events have a piece of the text alone, which is read already. */
  private static boolean tellsMore(String event) {
    return !event.contains("\"finish_reason\":null")
        || event.contains("\"reasoning\"")
        || event.contains("\"refusal\"");
  }

  private static JsonNode choice(String json) {
    try {
      return Json.PLAIN.readTree(json).at("/choices/0");
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String joined(List<JsonNode> choices, String field) {
    return choices.stream()
        .map(choice -> choice.path(choice.has("delta") ? "delta" : "message"))
        .map(said -> said.path(field).asText(""))
        .collect(Collectors.joining());
  }

  /** The last that is no empty string, which some servers send after it; null for none. */
  private static @Nullable FinishReason reason(List<JsonNode> choices) {
    return choices.stream()
        .map(choice -> choice.path("finish_reason").asText(""))
        .filter(said -> !said.isBlank())
        .reduce((before, last) -> last.equals("[DONE]") ? before : last)
        .map(OpenAiReply::named)
        .orElse(null);
  }

  /** Any reason but those of a failure is the reply's own end: servers have many names for it. */
  private static FinishReason named(String reason) {
    return switch (reason.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "model_length", "model_context_window_exceeded", "repetition" ->
          FinishReason.LENGTH;
      case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
      case "error", "network_error", "abort", "insufficient_system_resource" -> FinishReason.OTHER;
      default -> FinishReason.STOP;
    };
  }
}
