package dev.quern.llm.protocol;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatResponseMetadata;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.quern.llm.failure.JsonText;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.ModelList;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.ReplySchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Anthropic's Messages API. Replies are held to a schema by a tool that the model must call, which
 * all of its models know; its structured outputs are for some of them. A tool of LangChain4j's own
 * kind has no bounds in its schema, so it is written into the request as it is.
 */
@Component
class AnthropicProtocol implements ProviderProtocol {

  private static final ReplyEnvelope SHAPE = ReplyEnvelope.of("content");
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
  public Set<ServerFeature> extras(ModelRequest<?> modelRequest) {
    return isHeld(modelRequest) ? Set.of(ServerFeature.SCHEMA) : Set.of();
  }

  /** There is no form of "any JSON object" here. */
  private static boolean isHeld(ModelRequest<?> modelRequest) {
    return modelRequest.held() != null && modelRequest.held().schema() != null;
  }

  @Override
  public ChatResponse chat(
      ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras) {
    Provider provider = modelRequest.provider();
    ChatRequestParameters parameters =
        ChatRequestParameters.builder()
            .modelName(provider.model())
            .temperature(provider.temperature())
            .maxOutputTokens(
                modelRequest.maxTokens() == null ? DEFAULT_TOKENS : modelRequest.maxTokens())
            .build();
    ChatRequest asked =
        ChatRequest.builder().messages(request.messages()).parameters(parameters).build();
    ConnectionSettings connection =
        ConnectionSettings.of(provider, Set.of())
            .holding(isHeld(modelRequest) ? modelRequest.held() : null);
    return withReason(withToolsText(clients.chat(connection, modelRequest, asked)));
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

  /** A tool by the name of the form, and that it must be called (the reference's tool_choice). */
  private static Map<String, Object> tool(@Nullable ReplySchema form) {
    return form == null || form.schema() == null
        ? Map.of()
        : Map.of(
            "tools", List.of(Map.of("name", form.name(), "input_schema", form.schema())),
            "tool_choice", Map.of("type", "tool", "name", form.name()));
  }

  /** What the tool was called with is what the model says. */
  private static ChatResponse withToolsText(ChatResponse response) {
    if (!response.aiMessage().hasToolExecutionRequests()) {
      return response;
    }
    String said = response.aiMessage().toolExecutionRequests().get(0).arguments();
    FinishReason reason = response.finishReason();
    ChatResponseMetadata metadata =
        reason == FinishReason.TOOL_EXECUTION
                && response.metadata() instanceof AnthropicChatResponseMetadata raw
            ? raw.toBuilder().finishReason(FinishReason.STOP).build()
            : response.metadata();
    return ChatResponse.builder()
        .aiMessage(AiMessage.builder().text(said).thinking(response.aiMessage().thinking()).build())
        .metadata(metadata)
        .build();
  }

  private static ChatModel whole(ConnectionSettings connection) {
    return AnthropicChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .version(VERSION)
        .customParameters(tool(connection.form()))
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
        .customParameters(tool(connection.form()))
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
