package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider's limits, pauses and outages, as its server sees them. */
class ProviderLimitsFlowTests extends FlowTest {

  @BeforeEach
  void answer() {
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
  }

  private String task(int chunks, String provider, int parallelism) {
    return rest.taskOf(
        "question-generation",
        rest.projectWithChunks(chunks),
        provider,
        json("parallelism", parallelism));
  }

  @Test
  void spreadsRequestsEvenly() {
    String provider = rest.provider(MODELS.baseUrl(), json("requests_per_minute", 1200));

    JsonNode ended = rest.end(task(60, provider, 20));

    assertThatTask(ended).hasDone(60);
    // 20 a second, and 4
    assertThat(MODELS.traffic().mostWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(24);
  }

  @Test
  void holdsTheNumberInFlightWithCallsOfTwelveSeconds() {
    String provider = rest.provider(MODELS.baseUrl(), json("max_concurrency", 5));
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).after(Duration.ofSeconds(12)));
    String task = task(10, provider, 50);
    String other = task(2, provider, 50);
    Await.until("five are in flight", () -> MODELS.traffic().inFlight() == 5);
    Await.until("one has ended", () -> MODELS.traffic().answeredWith(200) >= 1);
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));

    assertThatTask(rest.end(task)).hasDone(10);
    assertThatTask(rest.end(other)).hasDone(2);
    assertThat(MODELS.traffic().maxInFlight()).isEqualTo(5);
  }

  @Test
  void fillsAWideWindow() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(gate));
    String task = task(60, rest.provider(MODELS.baseUrl()), 50);

    Await.until("fifty are in flight", () -> MODELS.traffic().inFlight() == 50);
    gate.complete(null);

    rest.end(task);
    assertThat(MODELS.traffic().maxInFlight()).isEqualTo(50);
  }

  @Test
  void holdsTokensByWhatTheServerCounts() {
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).withUsage(900, 100));
    // 1000 tokens a second, and each call takes as many
    String provider = rest.provider(MODELS.baseUrl(), json("tokens_per_minute", 60000));

    rest.end(task(6, provider, 6));

    assertThat(MODELS.traffic().mostWithin(Duration.ofSeconds(3))).isLessThanOrEqualTo(5);
  }

  @Test
  void waitsOutRateLimitsWithoutAnAttempt() {
    MODELS.first(6).answer(Faults.rateLimited().retryAfter(1));
    MODELS.first(1).answer(Faults.overloaded().retryAfter(1));
    String task =
        rest.taskOf(
            "question-generation",
            rest.projectWithChunks(4),
            rest.provider(MODELS.baseUrl()),
            json("max_attempts", 1).with("parallelism", 4));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).hasDone(4);
    assertThat(MODELS.traffic().requests()).isEqualTo(11);
    assertThatTask(ended).hasCalls(11);
    assertThat(rest.get("/api/tasks/" + task + "/items").json().findValuesAsText("attempts"))
        .containsOnly("1");
  }

  @Test
  void forgetsAPauseOfWhatItAskedBefore() {
    MODELS.replyWith(r -> Faults.rateLimited().retryAfter(32_400));
    String provider = rest.provider(MODELS.baseUrl());
    String task = task(4, provider, 4);
    Await.until(
        "the task waits",
        () -> rest.get("/api/tasks/" + task).json().at("/detail/waiting_for").isTextual());
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));

    rest.put(
        "/api/providers/" + provider,
        aProvider(provider, MODELS.baseUrl()).with("model", "another"));

    assertThatTask(rest.end(task)).hasDone(4).hasFailures(0);
    assertThat(rest.get("/api/tasks/" + task + "/items").json().findValuesAsText("attempts"))
        .containsOnly("1");
  }

  @Test
  void makesExactlySoManyRequestsAsAnItemHasAttempts() {
    MODELS.replyWith(r -> Faults.overloaded());
    String task = task(3, rest.provider(MODELS.baseUrl()), 3);

    JsonNode ended = rest.end(task);

    assertThatTask(ended).isFailed();
    assertThat(MODELS.traffic().requests()).isEqualTo(9);
    JsonNode item = rest.get("/api/tasks/" + task + "/items?state=failed").json().at("/items/0");
    assertThatTask(item).says("/attempts", 3);
    assertThat(item.path("error_class").asText()).isEqualTo("server-error");
  }

  /** The text that is asked about first brings the server down, each time. */
  @Test
  void doesNotLeaveEachTryToTheItemThatBringsTheServerDown() {
    ModelServer down = ModelServer.start();
    down.close();
    String project = rest.projectWithChunks(6);
    String provider = rest.provider(down.baseUrl());
    String task =
        rest.taskOf(
            "question-generation",
            project,
            provider,
            json("parallelism", 1).with("max_attempts", 9));
    rest.await(task, "it waits", t -> t.at("/detail/waiting_for").asText().contains("next try"));

    try (ModelServer back = ModelServer.startOn(down.port())) {
      AtomicReference<String> first = new AtomicReference<>();
      back.replyWith(
          r -> {
            first.compareAndSet(null, r.prompt());
            return r.prompt().equals(first.get()) ? Faults.broken() : Replies.questions(1);
          });
      rest.await(task, "the others are done", t -> t.path("completed_count").asInt() == 5);
      rest.post("/api/tasks/" + task + "/cancel");
      assertThatTask(rest.end(task)).hasFailures(0);
    }
  }

  @Test
  void waitsForAProviderThatIsDownAndGoesOnByItself() {
    ModelServer server = ModelServer.start();
    server.replyWith(r -> Replies.questions(List.of("A?")).after(Duration.ofMillis(50)));
    String provider = rest.provider(server.baseUrl());
    String project = rest.projectWithChunks(40);
    String task = rest.taskOf("question-generation", project, provider, json("parallelism", 4));
    rest.await(task, "some are done", t -> t.path("completed_count").asInt() >= 4);
    int port = server.port();
    server.close();

    JsonNode waiting =
        rest.await(
            task, "it waits", t -> t.at("/detail/waiting_for").asText().contains("next try at"));
    assertThatTask(waiting).isRunning();
    assertThat(waiting.at("/detail/waiting_for").asText()).contains(provider);

    try (ModelServer back = ModelServer.startOn(port)) {
      back.replyWith(r -> Replies.questions(List.of("A?")));
      JsonNode ended = rest.end(task);
      assertThatTask(ended).hasDone(40).hasFailures(0);
    }
  }

  @Test
  void endsTheWaitForAProviderAtOnceOnCancel() {
    String task = task(8, rest.provider("http://127.0.0.1:1/v1"), 8);
    rest.await(task, "it waits", t -> !t.at("/detail/waiting_for").asText("").isEmpty());

    rest.post("/api/tasks/" + task + "/cancel");

    JsonNode ended = rest.end(task);
    assertThatTask(ended).isInterrupted().hasFailures(0);
  }

  @Test
  void waitsForAServerThatAnswersErrorsToAll() {
    MODELS.first(12).answer(Faults.broken());
    String task = task(30, rest.provider(MODELS.baseUrl()), 8);

    JsonNode ended = rest.end(task);

    assertThatTask(ended).hasDone(30);
    assertThat(MODELS.traffic().requests()).isEqualTo(42);
  }
}
