package dev.quern.ops.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.quern.DaemonThreads;
import dev.quern.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A model server of the OpenAI protocol that has one reply, for the calls of a rehearsal. */
final class RehearsalModel implements AutoCloseable {

  private static final String WORDS = "[\"What turns the stone?\", \"Who dresses the mill?\"]";

  private final HttpServer server;

  RehearsalModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", RehearsalModel::reply);
    server.setExecutor(Executors.newCachedThreadPool(DaemonThreads.named("rehearsal-model")));
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void reply(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Map<String, ?> reply =
        Map.of(
            "id",
            "rehearsal",
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "finish_reason",
                    "stop",
                    "message",
                    Map.of("role", "assistant", "content", WORDS))),
            "usage",
            Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
    byte[] body = Json.PLAIN.writeValueAsString(reply).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
