package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ModelServerTests {

  private final ModelServer server = ModelServer.start();
  private final Chats chats = new Chats(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersWithWhatTheTestDecides() throws Exception {
    server.replyWith(request -> Replies.text("You said: " + request.prompt()).withUsage(7, 3));

    var response = chats.ask("çay \"茶\" \n🫖");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Chats.content(response)).isEqualTo("You said: çay \"茶\" \n🫖");
    assertThat(Chats.json(response).at("/usage/total_tokens").intValue()).isEqualTo(10);
    assertThat(Chats.json(response).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void recordsWhatWasAsked() throws Exception {
    chats.ask("grind");
    chats.ask("grind");

    ReceivedRequest second = server.traffic().kept().get(1);
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.model()).isEqualTo("m-1");
    assertThat(second.temperature()).isEqualTo(0.5);
    assertThat(second.maxTokens()).isEqualTo(100);
    assertThat(second.authorization()).isEqualTo("Bearer sk-test");
    assertThat(second.messages())
        .containsExactly(new ReceivedRequest.Message("user", "grind", List.of()));
  }

  @Test
  void readsTextAndImagesOfOneMessage() throws Exception {
    String body =
        """
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"},
          {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}]}
        """;
    chats.send(chats.request(body).build());

    assertThat(server.traffic().kept().get(0).messages())
        .containsExactly(
            new ReceivedRequest.Message(
                "user", "What is this?", List.of("data:image/png;base64,AAAA")));
  }

  @Test
  void listsModelsAndRefusesAWrongKey() throws Exception {
    server.models("a", "b");
    assertThat(Chats.json(chats.get("/models")).at("/data/1/id").asText()).isEqualTo("b");

    server.requireKey("another");
    assertThat(chats.get("/models").statusCode()).isEqualTo(401);
    assertThat(chats.ask("x").statusCode()).isEqualTo(401);
    assertThat(chats.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void appliesTheFirstRuleThatFitsUntilItIsUsedUp() throws Exception {
    server.on(request -> request.mentions("salt")).times(1).answer(Faults.broken());
    server.first(2).answer(Faults.rateLimited().retryAfter(3));

    assertThat(chats.ask("sugar").headers().firstValue("retry-after")).contains("3");
    assertThat(chats.ask("salt").statusCode()).isEqualTo(500);
    assertThat(chats.ask("salt").statusCode()).isEqualTo(429);
    assertThat(chats.ask("salt").statusCode()).isEqualTo(200);
    assertThat(server.traffic().answeredWith(429)).isEqualTo(2);
  }

  @Test
  void holdsTwoHundredCallsAtOnceOnOneThread() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    server.replyWith(request -> Replies.text("done").heldUntil(gate));
    var answers = IntStream.range(0, 200).mapToObj(i -> chats.askLater("call " + i)).toList();
    Await.until("200 in flight", server.traffic()::inFlight, n -> n == 200);
    gate.complete(null);

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    assertThat(server.traffic().maxInFlight()).isEqualTo(200);
    assertThat(server.traffic().inFlight()).isZero();
    assertThat(server.traffic().aborted()).isZero();
  }

  @Test
  void countsCallsThatTheClientLeaves() throws Exception {
    server.on(request -> request.mentions("slow")).answer(Faults.silence());
    var waiting = IntStream.range(0, 8).mapToObj(i -> chats.askLater("slow " + i)).toList();
    Await.until("8 in flight", server.traffic()::inFlight, n -> n == 8);
    waiting.forEach(call -> call.cancel(true));

    Await.until("8 aborted", server.traffic()::aborted, n -> n == 8);
    assertThat(server.traffic().inFlight()).isZero();
    assertThat(chats.ask("quick").statusCode()).isEqualTo(200);
  }

  @Test
  void waitsAsLongAsTheLatencySays() throws Exception {
    server.latency(Latency.fixed(Duration.ofMillis(30)));
    long start = System.nanoTime();
    chats.ask("x");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(ofMillis(30));
  }

  @Test
  void drawsLatenciesThatHaveTheNamedShape() {
    Latency latency = Latency.logNormal(ofMillis(100), ofMillis(1000));
    var waits = IntStream.range(0, 10_000).mapToObj(i -> latency.next()).sorted().toList();
    assertThat(waits.get(5_000)).isBetween(ofMillis(90), ofMillis(110));
    assertThat(waits.get(9_900)).isBetween(ofMillis(800), ofMillis(1250));
  }

  @Test
  void comesBackOnItsOldPort() throws Exception {
    int port = server.port();
    chats.ask("x");
    server.close();
    try (ModelServer again = ModelServer.startOn(port)) {
      assertThat(new Chats(again).ask("x").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysSoWhenTheTestsOwnFunctionFails() throws Exception {
    server.replyWith(
        request -> {
          throw new IllegalStateException("no such prompt");
        });
    assertThat(chats.ask("x").body()).contains("no such prompt");
    assertThat(chats.send(chats.request("{").build()).statusCode()).isEqualTo(400);
  }

  @Test
  void tellsHowManyArrivedWithinASpan() throws Exception {
    for (int i = 0; i < 5; i++) {
      chats.ask("x");
    }
    assertThat(server.traffic().mostWithin(Duration.ofHours(1))).isEqualTo(5);
    assertThat(server.traffic().mostWithin(Duration.ofNanos(1))).isEqualTo(1);
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }
}
