package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultsTests {

  private final ModelServer server = ModelServer.start();
  private final Chats chats = new Chats(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersWithEachStatus() throws Exception {
    Map<Integer, Answer> faults =
        Map.of(
            400, Faults.badRequest(),
            401, Faults.keyRefused(),
            422, Faults.status(422, "no such parameter", "unprocessable"),
            429, Faults.rateLimited(),
            500, Faults.broken(),
            503, Faults.overloaded());
    for (var fault : faults.entrySet()) {
      server.first(1).answer(fault.getValue());
      var response = chats.ask("x");
      assertThat(response.statusCode()).isEqualTo(fault.getKey());
      assertThat(Chats.json(response).at("/error/message").asText()).isNotEmpty();
      assertThat(response.headers().firstValue("retry-after")).isEmpty();
    }
  }

  @Test
  void losesTheConnectionAndCountsOneRequestEach() {
    for (Answer fault : List.of(Faults.closed(), Faults.reset(), Faults.truncated(60))) {
      server.traffic().reset();
      server.first(1).answer(fault);
      assertThatThrownBy(() -> chats.ask("x")).isInstanceOf(IOException.class);
      assertThat(server.traffic().requests()).isEqualTo(1);
      assertThat(server.traffic().inFlight()).isZero();
      assertThat(server.traffic().aborted()).isZero();
    }
  }

  @Test
  void dripsUntilTheClientGivesUp() throws Exception {
    server.first(1).answer(Faults.drip(Duration.ofMillis(1)));
    try (RawChat client = new RawChat(server.port())) {
      client.send("{\"messages\": []}");
      String chunk = "1\r\n\n\r\n";
      assertThat(client.readUntil(chunk.repeat(20))).startsWith("HTTP/1.1 200");
      assertThat(server.traffic().inFlight()).isEqualTo(1);
    }
    Await.until("the drip is aborted", server.traffic()::aborted, n -> n == 1);
  }

  @Test
  void sendsWhatIsNoCompletion() throws Exception {
    server.first(1).answer(Faults.htmlPage());
    var page = chats.ask("x");
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).startsWith("<!DOCTYPE html>");

    server.first(1).answer(Faults.noChoices());
    assertThat(Chats.json(chats.ask("x")).path("choices")).isEmpty();
  }

  @Test
  void sendsOddCompletions() throws Exception {
    server.first(1).answer(Replies.empty().finishing("content_filter").withoutUsage());
    var filtered = Chats.json(chats.ask("x"));
    assertThat(filtered.at("/choices/0/message/content").textValue()).isEmpty();
    assertThat(filtered.at("/choices/0/finish_reason").asText()).isEqualTo("content_filter");
    assertThat(filtered.has("usage")).isFalse();

    server.first(1).answer(Replies.text("42").withReasoningContent("6 by 7").finishing("length"));
    var thought = Chats.json(chats.ask("x"));
    assertThat(thought.at("/choices/0/message/reasoning_content").asText()).isEqualTo("6 by 7");
    assertThat(thought.at("/choices/0/finish_reason").asText()).isEqualTo("length");

    server.first(1).answer(Replies.questions(3).withReasoning("three"));
    var questions = Chats.json(chats.ask("x")).at("/choices/0/message");
    assertThat(questions.path("reasoning").asText()).isEqualTo("three");
    assertThat(questions.path("content").asText()).startsWith("[\"").endsWith("\"]");
  }

  @Test
  void streamsWordByWordWithThoughtsUsageAndEnd() throws Exception {
    server.first(1).answer(Replies.text("two words").withReasoning("hm").withUsage(5, 2));
    var response = chats.stream("x");
    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(response.body().split("\n\n")).hasSize(6);
    assertThat(response.body())
        .containsSubsequence(
            "{\"reasoning\":\"hm\"}",
            "{\"content\":\"two \"}",
            "{\"content\":\"words\"}",
            "\"finish_reason\":\"stop\"",
            "\"total_tokens\":7",
            "data: [DONE]\n\n");
  }

  @Test
  void streamsThousandsOfTokens() throws Exception {
    server.first(1).answer(Replies.text("word ".repeat(20_000)));
    assertThat(chats.stream("x").body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void cutsAStreamInItsMiddle() {
    server.first(1).answer(Faults.cut("one two three four", 2));
    assertThatThrownBy(() -> chats.stream("x")).isInstanceOf(IOException.class);
  }

  @Test
  void stallsAStreamUntilTheClientLeaves() throws Exception {
    server.first(1).answer(Faults.stall("one two three four", 2).tokenEvery(Duration.ofMillis(1)));
    try (RawChat client = new RawChat(server.port())) {
      client.send("{\"stream\": true, \"messages\": []}");
      assertThat(client.readUntil("two ")).contains("one ").doesNotContain("three");
      assertThat(server.traffic().inFlight()).isEqualTo(1);
    }
    Await.until("the stall is aborted", server.traffic()::aborted, n -> n == 1);
  }
}
