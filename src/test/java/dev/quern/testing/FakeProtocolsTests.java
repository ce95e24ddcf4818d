package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocols beside OpenAI's, as their references show them. */
class FakeProtocolsTests {

  private final ModelServer server = ModelServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void speaksOllama() throws Exception {
    server.replyWith(r -> Replies.text("a b").withReasoning("hm").withUsage(3, 2));
    String body =
        """
        {"model": "q", "stream": false, "options": {"temperature": 0.5, "num_predict": 9},
         "messages": [{"role": "user", "content": "Why?", "images": ["AAAA"]}]}
        """;

    String whole = post("ollama", "/api/chat", body).body();
    String streamed = post("ollama", "/api/chat", body.replace("false", "true")).body();

    assertThat(whole)
        .contains("\"content\":\"a b\",\"thinking\":\"hm\"", "\"done_reason\":\"stop\"")
        .contains("\"prompt_eval_count\":3,\"eval_count\":2");
    assertThat(streamed.lines()).hasSize(4).last().asString().contains("\"done\":true");
    ReceivedRequest request = server.traffic().kept().get(0);
    assertThat(request.messages())
        .containsExactly(new ReceivedRequest.Message("user", "Why?", List.of("data:;base64,AAAA")));
    assertThat(request.maxTokens()).isEqualTo(9);
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(get("ollama", "/api/tags").body()).contains("\"name\":\"stand-in\"");
  }

  @Test
  void speaksGemini() throws Exception {
    server.replyWith(r -> Replies.text("a b").withReasoning("hm").withUsage(3, 2));
    String body =
        """
        {"contents": [{"role": "user", "parts": [{"text": "Why?"},
          {"inlineData": {"mimeType": "image/png", "data": "AAAA"}}]}],
         "generationConfig": {"maxOutputTokens": 9}}
        """;

    String whole = post("gemini", "/models/g-1:generateContent", body).body();
    String streamed = post("gemini", "/models/g-1:streamGenerateContent?alt=sse", body).body();

    assertThat(whole).contains("\"text\":\"hm\",\"thought\":true", "\"finishReason\":\"STOP\"");
    assertThat(whole).contains("\"promptTokenCount\":3,\"candidatesTokenCount\":2");
    assertThat(streamed.lines().filter(line -> line.startsWith("data: "))).hasSize(4);
    ReceivedRequest request = server.traffic().kept().get(1);
    assertThat(request.stream()).isTrue();
    assertThat(request.model()).isEqualTo("g-1");
    assertThat(request.messages().get(0).images()).containsExactly("data:image/png;base64,AAAA");
    assertThat(get("gemini", "/models").body()).contains("\"name\":\"models/stand-in\"");
  }

  @Test
  void speaksAnthropic() throws Exception {
    server.replyWith(r -> Replies.text("a b").withReasoning("hm").finishing("content_filter"));
    String body =
        """
        {"model": "c-1", "max_tokens": 9, "messages": [{"role": "user", "content": "Why?"}]}
        """;

    String whole = post("anthropic", "/messages", body).body();
    String streamed =
        post("anthropic", "/messages", body.replace("{\"model", "{\"stream\":true,\"model")).body();

    assertThat(whole).contains("\"type\":\"thinking\",\"thinking\":\"hm\"", "\"refusal\"");
    assertThat(streamed)
        .contains("event: message_start", "event: ping", "\"text_delta\",\"text\":\"a \"")
        .contains("\"stop_reason\":\"refusal\"", "event: message_stop");
    assertThat(post("anthropic", "/messages", "{\"messages\": []}").statusCode()).isEqualTo(400);
    assertThat(get("anthropic", "/models").body()).contains("\"id\":\"stand-in\"");
  }

  @Test
  void tellsOfErrorsInTheWordsOfEach() throws Exception {
    server.requireKey("k");

    assertThat(post("ollama", "/api/chat", "{\"messages\": []}").body())
        .startsWith("{\"error\":\"");
    assertThat(post("gemini", "/models/g:generateContent", "{\"contents\": []}").body())
        .contains("\"code\":401");
    assertThat(post("anthropic", "/messages", "{\"messages\": [], \"max_tokens\": 1}").body())
        .startsWith("{\"type\":\"error\"");
  }

  private HttpResponse<String> post(String kind, String path, String body) throws Exception {
    return send(kind, path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String kind, String path) throws Exception {
    return send(kind, path, HttpRequest.newBuilder().header("anthropic-version", "2023-06-01"));
  }

  private HttpResponse<String> send(String kind, String path, HttpRequest.Builder request)
      throws Exception {
    request.uri(URI.create(server.baseUrl(kind) + path));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
