package dev.quern.chaos;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Latency;
import dev.quern.testing.ModelServer;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a user sets for a task or for a provider holds over all nodes together that work on a task,
 * as the model's server and the task's row see it.
 */
class SharedLimitsIT extends SharedTest {

  private static final JsonBody NOTHING = json();

  private List<QuernNode> nodes;
  private QuernNode a;

  @BeforeEach
  void startThree() {
    nodes = Stream.of("a", "b", "c").map(this::node).toList();
    nodes.forEach(QuernNode::up);
    a = nodes.get(0);
    model.latency(Latency.fixed(Duration.ofMillis(100)));
  }

  private Work onThree(int items, JsonBody provider, JsonBody task) {
    Work work = submit(a, items, provider, task);
    widen(a, work);
    awaitNodes(a, work, 3);
    return work;
  }

  /** The first mills of a project fail, so they fall to the nodes that take these. */
  private void failFirst(int mills) {
    model.on(request -> Mills.number(request) <= mills).answer(Faults.badRequest());
  }

  @Test
  void theShareOfFailedItemsIsThatOfAllNodesTogether() {
    failFirst(90);
    Work work = onThree(600, NOTHING, json("max_failed_ratio", 0.15));

    JsonNode ended = end(a, work);

    assertThatTask(ended).isCompleted().hasDone(510).hasFailures(90).hasTotal(600);
    assertThat(ended.path("note").asText()).startsWith("90 of 600 items failed");
    assertThat(itemsByPart(work)).hasSize(3);
  }

  @Test
  void aTaskWithTooManyFailedItemsFailsOnceAndIsResumedByAll() {
    failFirst(91);
    try (Receiver receiver = Receiver.start()) {
      Work work =
          onThree(
              600,
              NOTHING,
              json("max_failed_ratio", 0.15).with("notify_url", receiver.url("/ended")));
      String child =
          a.rest().task(work.project(), aTask("data-distillation").dependsOn(work.task()));

      JsonNode ended = end(a, work);

      assertThatTask(ended).isFailed().hasDone(509).hasFailures(91);
      assertThat(ended.path("note").asText()).startsWith("91 of 600 items failed");
      assertThat(number("epoch * attempt", work)).isEqualTo(number("epoch", work));
      assertThat(a.rest().get("/api/tasks/" + child).text("/note")).contains(work.task());
      Await.until("its end is told", () -> !receiver.got().isEmpty());
      model.clearRules();
      ask(nodes.get(1), work, "resume");
      awaitExact(a, work);
      Await.until("both ends are told", () -> receiver.got().size() >= 2);
      assertThat(receiver.got()).hasSize(2);
      assertThat(model.traffic().requests()).isEqualTo(600 + 91);
    }
  }

  /** The other nodes look at a provider once a second. */
  @Test
  void anotherModelOfTheProviderIsAskedByAllNodes() {
    Work work = onThree(900, NOTHING, NOTHING);
    String provider = a.rest().get("/api/tasks/" + work.task()).text("/model_info/provider_id");

    JsonBody other = aProvider(provider, model.baseUrl()).with("model", "second");
    assertThat(a.rest().put("/api/providers/" + provider, other).status()).isEqualTo(200);
    Await.until("all ask it", () -> last(3 * PARALLELISM).allMatch("second"::equals));
    int known = model.traffic().requests();

    awaitExact(a, work);
    assertThat(last(model.traffic().requests() - known)).isNotEmpty().containsOnly("second");
    figure("calls of the second model", last(900).filter("second"::equals).count());
    assertThat(repeatedCalls()).isZero();
    assertThat(itemsByPart(work)).hasSize(3);
  }

  /** The models of the last so many calls. */
  private Stream<String> last(int calls) {
    List<ReceivedRequest> all = model.traffic().kept();
    return all.stream().skip(Math.max(0, all.size() - calls)).map(ReceivedRequest::model);
  }

  @Test
  void aTaskIsResumedWithAnotherProviderOnAllNodes() {
    Work work = onThree(900, NOTHING, NOTHING);
    try (ModelServer other = ModelServer.start()) {
      other.latency(Latency.fixed(Duration.ofMillis(100))).replyWith(Mills::twoQuestions);
      String provider = a.rest().provider(other.baseUrl());

      ask(nodes.get(2), work, "pause");
      Await.until("all have left", () -> nodes(a, work).isEmpty());
      int before = model.traffic().requests();
      assertThat(
              nodes
                  .get(1)
                  .rest()
                  .post("/api/tasks/" + work.task() + "/resume", json("provider_id", provider))
                  .status())
          .isEqualTo(202);
      awaitNodes(a, work, 3);

      awaitExact(a, work);
      assertThat(model.traffic().requests()).isEqualTo(before);
      assertThat(other.traffic().requests()).isEqualTo(900 - before);
    }
  }

  @Test
  void aChangeOfParallelismHoldsForAllCallsThatBeginAfterIt() {
    Work work = onThree(900, NOTHING, NOTHING);
    assertThat(model.traffic().maxInFlight()).isLessThanOrEqualTo(PARALLELISM);

    change(work, 5);
    Await.until("all have their share", () -> places(work) == 5);
    Await.until("what was on its way has ended", () -> model.traffic().inFlight() <= 5);
    model.traffic().reset();
    Await.until("calls go on", () -> model.traffic().requests() > 60);
    assertThat(model.traffic().maxInFlight()).isLessThanOrEqualTo(5);

    change(work, 24);
    Await.until("the window is full", () -> model.traffic().inFlight() == 24);
    awaitExact(a, work);
    assertThat(model.traffic().maxInFlight()).isEqualTo(24);
  }

  private void change(Work work, int parallelism) {
    nodes.get(1).rest().patch("/api/tasks/" + work.task(), json("parallelism", parallelism));
  }

  private int places(Work work) {
    return nodes(a, work).stream().mapToInt(node -> node.path("places").asInt()).sum();
  }

  /** One of the nodes dies meanwhile, and one joins. */
  @Test
  void theCallsAtOnceOfAProviderAreThoseOfAllNodesTogether() {
    model.latency(Latency.fixed(CALL));
    Work work = onThree(900, json("max_concurrency", 7), NOTHING);
    Await.until("all places are used", () -> model.traffic().inFlight() == 7);
    QuernNode joins = node("d").up();
    one(false, new Shared(nodes, work)).kill();

    awaitExact(joins, work);

    assertThat(model.traffic().maxInFlight()).isEqualTo(7);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(7);
  }

  @Test
  void theRequestsOfAMinuteAreThoseOfAllNodesTogether() {
    int perMinute = 600;
    Work work = onThree(300, json("requests_per_minute", perMinute), NOTHING);

    awaitExact(a, work);

    int most = model.traffic().mostWithin(Duration.ofSeconds(10));
    figure("requests within 10 s", most + " of " + perMinute / 6);
    assertThat(most).isLessThanOrEqualTo(perMinute / 6 + 4);
    assertThat(itemsByPart(work)).hasSize(3);
  }

  /** What a call takes is known when it ends: so long it counts by an estimate. */
  @Test
  void theTokensOfAMinuteAreThoseOfAllNodesTogether() {
    model.replyWith(request -> Mills.twoQuestions(request).withUsage(900, 100));
    int perMinute = 600_000;
    Work work = onThree(300, json("tokens_per_minute", perMinute), NOTHING);

    awaitExact(a, work);

    int calls = model.traffic().mostWithin(Duration.ofSeconds(10));
    figure("calls of 1,000 tokens within 10 s", calls + " of " + perMinute / 6000);
    assertThat(calls).isLessThanOrEqualTo(perMinute / 6000 + PARALLELISM + 4);
    assertThat(itemsByPart(work)).hasSize(3);
  }
}
