package dev.quern.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Talks to a {@link ModelServer} by the JDK's client, for the server's own tests. */
final class Chats {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String baseUrl;

  Chats(ModelServer server) {
    baseUrl = server.baseUrl();
  }

  HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer sk-test")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(baseUrl + path)).build());
  }

  HttpResponse<String> ask(String prompt) throws IOException, InterruptedException {
    return send(request(body(prompt)).build());
  }

  HttpResponse<String> stream(String prompt) throws IOException, InterruptedException {
    String body = JSON.createObjectNode().put("stream", true).toString();
    return send(request(body.replace("}", "," + body(prompt).substring(1))).build());
  }

  CompletableFuture<HttpResponse<String>> askLater(String prompt) {
    return HTTP.sendAsync(request(body(prompt)).build(), BodyHandlers.ofString());
  }

  /** A whole chat body; a temperature of 0.5 and 100 tokens at most. */
  static String body(String prompt) {
    var root = JSON.createObjectNode().put("model", "m-1").put("temperature", 0.5);
    root.put("max_tokens", 100).putObject("stream_options").put("include_usage", true);
    root.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return root.toString();
  }

  static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return JSON.readTree(response.body());
  }

  static String content(HttpResponse<String> response) throws JsonProcessingException {
    return json(response).at("/choices/0/message/content").asText();
  }
}
