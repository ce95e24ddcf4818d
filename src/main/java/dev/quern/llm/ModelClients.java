package dev.quern.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** LangChain4j's models of one protocol, one for each set of connection settings. */
final class ModelClients {

  private static final int MOST_CLIENTS = 200;

  private final Map<Connection, ChatModel> whole = new ConcurrentHashMap<>();
  private final Map<Connection, StreamingChatModel> streaming = new ConcurrentHashMap<>();
  private final Function<Connection, ChatModel> makeWhole;
  private final Function<Connection, StreamingChatModel> makeStreaming;

  ModelClients(
      Function<Connection, ChatModel> makeWhole,
      Function<Connection, StreamingChatModel> makeStreaming) {
    this.makeWhole = makeWhole;
    this.makeStreaming = makeStreaming;
  }

  ChatResponse chat(Connection connection, boolean stream, ChatRequest request) {
    return stream
        ? Collected.from(client(streaming, connection, makeStreaming), request)
        : client(whole, connection, makeWhole).chat(request);
  }

  private static <M> M client(
      Map<Connection, M> clients, Connection connection, Function<Connection, M> make) {
    if (clients.size() > MOST_CLIENTS) {
      clients.clear(); // settings that changed leave their old clients behind
    }
    return clients.computeIfAbsent(connection, make);
  }
}
