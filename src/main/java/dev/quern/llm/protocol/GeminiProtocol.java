package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.quern.llm.http.ReplyEnvelope;
import dev.quern.llm.provider.ModelList;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.ModelRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Google's Gemini API. The thoughts of its models are requested, because they are paid for in any
 * case.
 */
@Component
class GeminiProtocol implements ProviderProtocol {

  /**
   * Not among the keywords of responseJsonSchema (Google's reference of GenerationConfig): it would
   * refuse the whole schema for them.
   */
  private static final Set<String> UNKNOWN =
      Set.of("minLength", "maxLength", "pattern", "uniqueItems", "const", "default", "examples");

  private static final ReplyEnvelope SHAPE =
      ReplyEnvelope.of("candidates").mendedBy(GeminiReplyFix::mendWhole);
  private static final ReplyEnvelope EVENTS =
      ReplyEnvelope.of("candidates").mendedBy(GeminiReplyFix::mend);

  private final ChatModelCache clients =
      new ChatModelCache(GeminiProtocol::whole, GeminiProtocol::streaming);

  @Override
  public Set<String> names() {
    return Set.of(Provider.GEMINI);
  }

  @Override
  public Set<ServerFeature> extras(ModelRequest<?> modelRequest) {
    return modelRequest.held() == null
        ? EnumSet.of(ServerFeature.THOUGHTS)
        : EnumSet.of(ServerFeature.THOUGHTS, ServerFeature.SCHEMA);
  }

  @Override
  public ChatResponse chat(
      ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras) {
    Provider provider = modelRequest.provider();
    DefaultChatRequestParameters.Builder<?> parameters =
        ChatRequestParameters.builder()
            .modelName(provider.model().replaceFirst("^models/", ""))
            .temperature(provider.temperature())
            .maxOutputTokens(modelRequest.maxTokens());
    if (modelRequest.held() != null) {
      parameters.responseFormat(modelRequest.held().without(UNKNOWN).format());
    }
    Set<ServerFeature> ofClient = EnumSet.copyOf(extras);
    ofClient.remove(ServerFeature.SCHEMA);
    return clients.chat(
        ConnectionSettings.of(provider, ofClient),
        modelRequest,
        ChatRequest.builder().messages(request.messages()).parameters(parameters.build()).build());
  }

  @Override
  public List<String> models(Provider provider) {
    Map<String, String> headers =
        provider.apiKey() == null ? Map.of() : Map.of("x-goog-api-key", provider.apiKey());
    var chat =
        new ModelList("models?pageSize=1000", headers, "models")
            .of(provider).stream()
                .filter(
                    model -> {
                      var methods = model.path("supportedGenerationMethods");
                      return methods.isMissingNode()
                          || StreamSupport.stream(methods.spliterator(), false)
                              .anyMatch(method -> method.asText().equals("generateContent"));
                    })
                .toList();
    return ModelList.names(chat, "name").stream()
        .map(name -> name.replaceFirst("^models/", ""))
        .toList();
  }

  private static @Nullable GeminiThinkingConfig thinking(ConnectionSettings connection) {
    return connection.extras().contains(ServerFeature.THOUGHTS)
        ? GeminiThinkingConfig.builder().includeThoughts(true).build()
        : null;
  }

  private static ChatModel whole(ConnectionSettings connection) {
    return GoogleAiGeminiChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .maxRetries(0) // one request, one answer: the ledger tries again
        .thinkingConfig(thinking(connection))
        .returnThinking(true)
        .httpClientBuilder(connection.http(SHAPE))
        .build();
  }

  private static StreamingChatModel streaming(ConnectionSettings connection) {
    return GoogleAiGeminiStreamingChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .thinkingConfig(thinking(connection))
        .returnThinking(true)
        .httpClientBuilder(connection.http(EVENTS))
        .build();
  }
}
