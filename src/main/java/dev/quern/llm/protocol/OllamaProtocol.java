package dev.quern.llm.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.ModelList;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ollama's own protocol. An API key, if there is one, is for a proxy in front of it. */
@Component
class OllamaProtocol implements ProviderProtocol {

  private static final ReplyEnvelope SHAPE =
      ReplyEnvelope.of("message").mendedBy(OllamaProtocol::mend);

  private final ChatModelCache clients =
      new ChatModelCache(OllamaProtocol::whole, OllamaProtocol::streaming);

  @Override
  public Set<String> names() {
    return Set.of(Provider.OLLAMA);
  }

  @Override
  public Set<ServerFeature> extras(ModelRequest<?> modelRequest) {
    return modelRequest.held() == null ? Set.of() : Set.of(ServerFeature.SCHEMA);
  }

  @Override
  public ChatResponse chat(
      ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras) {
    Provider provider = modelRequest.provider();
    DefaultChatRequestParameters.Builder<?> parameters =
        ChatRequestParameters.builder()
            .modelName(provider.model())
            .temperature(provider.temperature())
            .maxOutputTokens(modelRequest.maxTokens());
    if (modelRequest.held() != null) {
      parameters.responseFormat(modelRequest.held().format());
    }
    return clients.chat(
        ConnectionSettings.of(provider, Set.of()),
        modelRequest,
        ChatRequest.builder().messages(request.messages()).parameters(parameters.build()).build());
  }

  @Override
  public List<String> models(Provider provider) {
    Map<String, String> headers = headers(provider.apiKey());
    return ModelList.names(new ModelList("api/tags", headers, "models").of(provider), "name");
  }

  private static Map<String, String> headers(@Nullable String key) {
    return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }

  /** Servers before 0.3 give no reason, and so do some that imitate them. */
  private static void mend(ObjectNode reply) {
    if (reply.path("done").asBoolean() && reply.path("done_reason").asText("").isEmpty()) {
      reply.put("done_reason", "stop");
    }
  }

  private static ChatModel whole(ConnectionSettings connection) {
    return OllamaChatModel.builder()
        .baseUrl(connection.url())
        .customHeaders(headers(connection.apiKey()))
        .maxRetries(0) // one request, one answer: the ledger tries again
        .returnThinking(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }

  private static StreamingChatModel streaming(ConnectionSettings connection) {
    return OllamaStreamingChatModel.builder()
        .baseUrl(connection.url())
        .customHeaders(headers(connection.apiKey()))
        .returnThinking(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }
}
