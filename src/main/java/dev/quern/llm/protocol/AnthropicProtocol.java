package dev.quern.llm.protocol;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatResponseMetadata;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.quern.llm.failure.JsonText;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.ModelList;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Anthropic's Messages API. Replies are not held to a schema: only some of its models can, behind a
 * header of their own, and a tool that must be called would change what the model says and rules
 * thinking out. The prompt's words do well with it.
 */
@Component
class AnthropicProtocol implements ProviderProtocol {

  private static final ReplyEnvelope SHAPE = new ReplyEnvelope("content", null);
  private static final String VERSION = "2023-06-01";

  /** The protocol insists on a limit; every model of the last years takes this one. */
  private static final int DEFAULT_TOKENS = 4096;

  private final ChatModelCache clients =
      new ChatModelCache(AnthropicProtocol::whole, AnthropicProtocol::streaming);

  @Override
  public Set<String> names() {
    return Set.of(Provider.ANTHROPIC);
  }

  @Override
  public Set<ServerFeature> extras(ModelRequest<?> ask) {
    return Set.of();
  }

  @Override
  public ChatResponse chat(ChatRequest request, ModelRequest<?> ask, Set<ServerFeature> extras) {
    Provider provider = ask.provider();
    ChatRequestParameters parameters =
        ChatRequestParameters.builder()
            .modelName(provider.model())
            .temperature(provider.temperature())
            .maxOutputTokens(ask.maxTokens() == null ? DEFAULT_TOKENS : ask.maxTokens())
            .build();
    ChatRequest asked =
        ChatRequest.builder().messages(request.messages()).parameters(parameters).build();
    return withReason(
        clients.chat(ConnectionSettings.of(provider, Set.of()), provider.stream(), asked));
  }

  @Override
  public List<String> models(Provider provider) {
    Map<String, String> headers =
        Map.of(
            "x-api-key",
            provider.apiKey() == null ? "none" : provider.apiKey(),
            "anthropic-version",
            VERSION);
    return ModelList.names(new ModelList("models?limit=1000", headers, "data").of(provider), "id");
  }

  private static ChatModel whole(ConnectionSettings connection) {
    return AnthropicChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .version(VERSION)
        .maxRetries(0) // one request, one answer: the ledger tries again
        .returnThinking(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }

  private static StreamingChatModel streaming(ConnectionSettings connection) {
    return AnthropicStreamingChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .version(VERSION)
        .returnThinking(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }

  /**
   * LangChain4j calls a refusal and a full context window "other"; they have rules of their own.
   */
  private static ChatResponse withReason(ChatResponse response) {
    if (response.finishReason() != FinishReason.OTHER
        || !(response.metadata() instanceof AnthropicChatResponseMetadata raw)) {
      return response;
    }
    String stop =
        raw.rawServerSentEvents() == null || raw.rawServerSentEvents().isEmpty()
            ? JsonText.textAt(
                raw.rawHttpResponse() == null ? null : raw.rawHttpResponse().body(), "/stop_reason")
            : raw.rawServerSentEvents().stream()
                .filter(event -> "message_delta".equals(event.event()))
                .map(event -> JsonText.textAt(event.data(), "/delta/stop_reason"))
                .collect(Collectors.joining());
    FinishReason reason =
        switch (stop) {
          case "refusal" -> FinishReason.CONTENT_FILTER;
          case "model_context_window_exceeded" -> FinishReason.LENGTH;
          default -> FinishReason.OTHER;
        };
    return ChatResponse.builder()
        .aiMessage(response.aiMessage())
        .metadata(raw.toBuilder().finishReason(reason).build())
        .build();
  }
}
