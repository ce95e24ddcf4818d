package dev.quern.llm.protocol;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.request.ModelRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** LangChain4j's models of one protocol, one for each set of connection settings. */
final class ChatModelCache {

  private static final int MAX_CLIENTS = 200;

  private final Map<ConnectionSettings, ChatModel> whole = new ConcurrentHashMap<>();
  private final Map<ConnectionSettings, StreamingChatModel> streaming = new ConcurrentHashMap<>();
  private final Function<ConnectionSettings, ChatModel> makeWhole;
  private final Function<ConnectionSettings, StreamingChatModel> makeStreaming;
  private final UnaryOperator<ChatResponse> complete;

  ChatModelCache(
      Function<ConnectionSettings, ChatModel> makeWhole,
      Function<ConnectionSettings, StreamingChatModel> makeStreaming) {
    this(makeWhole, makeStreaming, UnaryOperator.identity());
  }

  /**
   * @param complete adds to a reply what LangChain4j has left out
   */
  ChatModelCache(
      Function<ConnectionSettings, ChatModel> makeWhole,
      Function<ConnectionSettings, StreamingChatModel> makeStreaming,
      UnaryOperator<ChatResponse> complete) {
    this.makeWhole = makeWhole;
    this.makeStreaming = makeStreaming;
    this.complete = complete;
  }

  ChatResponse chat(
      ConnectionSettings connection, ModelRequest<?> modelRequest, ChatRequest request) {
    if (!modelRequest.provider().stream()) {
      return complete.apply(client(whole, connection, makeWhole).chat(request));
    }
    StreamingChatModel model = client(streaming, connection, makeStreaming);
    ChatResponse response = complete.apply(StreamCollector.from(model, request, modelRequest));
    if (response.finishReason() == null) {
      throw StreamCollector.ended();
    }
    return response;
  }

  private static <M> M client(
      Map<ConnectionSettings, M> clients,
      ConnectionSettings connection,
      Function<ConnectionSettings, M> make) {
    M known = clients.get(connection);
    if (known != null) {
      return known;
    }
    if (clients.size() > MAX_CLIENTS) {
      clients.clear(); // settings that changed leave their old clients behind
    }
    return clients.computeIfAbsent(connection, make);
  }
}
