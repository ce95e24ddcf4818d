package dev.quern.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Clients of servers that speak OpenAI's protocol, one for each set of connection settings. */
@Component
class OpenAiModels {

  private static final int MOST_CLIENTS = 200;

  private final Map<Connection, ChatModel> clients = new ConcurrentHashMap<>();

  /** What a client is made of; all else goes with each request. */
  private record Connection(String url, String apiKey, long timeoutMillis) {}

  ChatResponse chat(ChatRequest request, Ask<?> ask) {
    Provider provider = ask.provider();
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder()
            .modelName(provider.model())
            .temperature(provider.temperature());
    if (ask.maxTokens() != null) {
      // The older name: every compatible server knows it.
      parameters.customParameters(Map.of("max_tokens", ask.maxTokens()));
    }
    return client(provider)
        .chat(
            ChatRequest.builder()
                .messages(request.messages())
                .parameters(parameters.build())
                .build());
  }

  private ChatModel client(Provider provider) {
    if (clients.size() > MOST_CLIENTS) {
      clients.clear(); // settings that changed leave their old clients behind
    }
    return clients.computeIfAbsent(
        new Connection(
            provider.url(),
            provider.apiKey() == null ? "none" : provider.apiKey(),
            provider.timeout().toMillis()),
        OpenAiModels::connect);
  }

  private static ChatModel connect(Connection connection) {
    return OpenAiChatModel.builder()
        .baseUrl(connection.url())
        .apiKey(connection.apiKey())
        .maxRetries(0) // one request, one answer: the ledger tries again
        .returnThinking(true)
        .httpClientBuilder(ModelHttp.builder(connection.timeoutMillis()))
        .build();
  }
}
