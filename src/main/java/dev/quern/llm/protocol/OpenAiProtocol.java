package dev.quern.llm.protocol;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.quern.llm.failure.JsonText;
import dev.quern.llm.http.HttpSettings;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.ModelList;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Servers that speak OpenAI's protocol. */
@Component
class OpenAiProtocol implements ProviderProtocol {

  private static final ReplyEnvelope SHAPE =
      ReplyEnvelope.of("choices").mendedWhole(OpenAiReply::mend).endedBy(OpenAiReply.DONE);

  private final ChatModelCache clients =
      new ChatModelCache(OpenAiProtocol::whole, OpenAiProtocol::streaming, OpenAiReply::completed);

  @Override
  public Set<String> names() {
    return Set.of(Provider.OPENAI, Provider.OPENROUTER);
  }

  @Override
  public Set<ServerFeature> extras(ModelRequest<?> modelRequest) {
    Set<ServerFeature> extras = EnumSet.noneOf(ServerFeature.class);
    if (modelRequest.held() != null) {
      extras.add(ServerFeature.SCHEMA);
    }
    if (modelRequest.provider().stream()) {
      extras.add(ServerFeature.STREAM_USAGE);
    }
    if (modelRequest.maxTokens() != null) {
      extras.add(ServerFeature.MAX_TOKENS);
    }
    return extras;
  }

  @Override
  public ChatResponse chat(
      ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras) {
    Provider provider = modelRequest.provider();
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder()
            .modelName(provider.model())
            .temperature(provider.temperature());
    if (extras.contains(ServerFeature.MAX_TOKENS)) {
      // LangChain4j has only the newer name as a parameter of its own.
      parameters.customParameters(Map.of("max_tokens", modelRequest.maxTokens()));
    } else {
      parameters.maxCompletionTokens(modelRequest.maxTokens());
    }
    if (modelRequest.held() != null) {
      parameters.responseFormat(modelRequest.held().format());
    }
    ChatRequest asked =
        ChatRequest.builder().messages(request.messages()).parameters(parameters.build()).build();
    Set<ServerFeature> ofClient = EnumSet.copyOf(extras);
    ofClient.retainAll(Set.of(ServerFeature.STREAM_USAGE));
    return clients.chat(ConnectionSettings.of(provider, ofClient), modelRequest, asked);
  }

  @Override
  public List<String> models(Provider provider) {
    Map<String, String> headers =
        provider.apiKey() == null
            ? Map.of()
            : Map.of("Authorization", "Bearer " + provider.apiKey());
    return ModelList.names(new ModelList("models", headers, "data").of(provider), "id");
  }

  private static ChatModel whole(ConnectionSettings connection) {
    return OpenAiChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .maxRetries(0) // one request, one answer: the ledger tries again
        .returnThinking(true)
        .strictJsonSchema(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }

  private static StreamingChatModel streaming(ConnectionSettings connection) {
    // LangChain4j asks for the usage always; some servers take no such field.
    UnaryOperator<String> rewrite =
        connection.extras().contains(ServerFeature.STREAM_USAGE)
            ? UnaryOperator.identity()
            : body -> JsonText.without(body, "stream_options");
    HttpClientBuilder http =
        new HttpSettings(connection.timeoutMillis(), connection.idleMillis(), SHAPE, rewrite)
            .builder();
    return OpenAiStreamingChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .returnThinking(true)
        .strictJsonSchema(true)
        .httpClientBuilder(http)
        .build();
  }
}
