package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import dev.quern.testing.SchedulerLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose turn it is: priority, age, time, dependencies, and free places. */
class QueueOrderFlowTests extends FlowTest {

  private static final int PLACES = 8;

  @Autowired RunningTasks running;

  private final List<CompletableFuture<Void>> gates = new ArrayList<>();

  @AfterEach
  void openAllGates() {
    gates.forEach(gate -> gate.complete(null));
  }

  private CompletableFuture<Void> gate() {
    gates.add(new CompletableFuture<>());
    return gates.get(gates.size() - 1);
  }

  /** Tasks that take all places until their gates open. */
  private void takeAllPlaces(String project) {
    for (int i = 0; i < PLACES; i++) {
      CompletableFuture<Void> gate = gate();
      hold("HOLDER-" + i + "-", gate);
      submit(project, "HOLDER-" + i + "-", 1000);
    }
    Await.until("all places are taken", () -> MODELS.traffic().inFlight() == PLACES);
  }

  private void hold(String mark, CompletableFuture<Void> gate) {
    MODELS
        .on(request -> request.mentions(mark))
        .answer(Replies.questions(List.of("A?")).heldUntil(gate));
  }

  private String submit(String project, String mark, int priority) {
    return rest.task(
        project,
        aTask("question-generation")
            .with("priority", priority)
            .input("chunk_ids", chunk(project))
            .provider(rest.provider(MODELS.baseUrl()))
            .config("parallelism", 1)
            .config("custom_prompt", mark + " {text}"));
  }

  private String chunk(String project) {
    return rest.get("/api/projects/" + project + "/chunks?limit=1").text("/items/0/id");
  }

  /** It looks once a second, and a place that comes free goes to the first of what it saw. */
  private void letTheSchedulerLook() {
    SchedulerLook.awaitNext(jdbc);
  }

  private List<String> running(String... ids) {
    return Stream.of(ids)
        .filter(id -> rest.get("/api/tasks/" + id).text("/state").equals("running"))
        .toList();
  }

  @Test
  void givesAFreePlaceToTheMostUrgentAndAmongEqualsToTheFirst() {
    String project = rest.projectWithChunks(1);
    takeAllPlaces(project);
    CompletableFuture<Void> held = gate();
    Stream.of("FIRST", "SECOND", "URGENT").forEach(mark -> hold(mark, held));
    String first = submit(project, "FIRST", 0);
    String second = submit(project, "SECOND", 0);
    String urgent = submit(project, "URGENT", 900);
    letTheSchedulerLook();

    gates.get(0).complete(null);
    Await.until(
        "one of them runs",
        () -> running(first, second, urgent),
        ids -> ids.equals(List.of(urgent)));
    gates.get(1).complete(null);
    Await.until("another", () -> running(first, second, urgent).equals(List.of(first, urgent)));
    assertThat(rest.get("/api/tasks/" + second).text("/state")).isEqualTo("queued");

    openAllGates();
    Stream.of(first, second, urgent).forEach(id -> assertThatTask(rest.end(id)).isCompleted());
  }

  @Test
  void letsOneThatHasWaitedForLongPassTheMoreUrgent() {
    String project = rest.projectWithChunks(1);
    takeAllPlaces(project);
    CompletableFuture<Void> held = gate();
    hold("PATIENT", held);
    hold("HASTY", held);
    String patient = submit(project, "PATIENT", 0);
    jdbc.sql(
            "update scheduled_tasks set execution_time = now() - interval '1 hour'"
                + " where task_instance = :id")
        .param("id", patient + ":1")
        .update();
    Await.until("it has aged", () -> priority(patient) > 600);
    String hasty = submit(project, "HASTY", 600);
    letTheSchedulerLook();

    gates.get(0).complete(null);
    Await.until("it runs", () -> running(patient, hasty).equals(List.of(patient)));

    openAllGates();
    rest.end(patient);
    rest.end(hasty);
  }

  private int priority(String taskId) {
    return jdbc.sql(
            "select coalesce(max(priority), 0) from scheduled_tasks where task_instance = :id")
        .param("id", taskId + ":1")
        .query(Integer.class)
        .single();
  }

  @Test
  void runsASmallTaskBesideALargeOne() {
    CompletableFuture<Void> gate = gate();
    MODELS.replyWith(request -> Replies.questions(List.of("A?")).heldUntil(gate));
    String large = questionTask(rest.projectWithChunks(200), json("parallelism", 2));
    Await.until("it is at work", () -> MODELS.traffic().inFlight() == 2);

    MODELS.replyWith(request -> Replies.questions(List.of("B?")));
    String small = submit(rest.projectWithChunks(1), "SMALL", -1000);

    assertThatTask(rest.end(small)).hasDone(1);
    assertThat(rest.get("/api/tasks/" + large).text("/state")).isEqualTo("running");
    rest.post("/api/tasks/" + large + "/cancel");
    rest.end(large);
  }

  @Test
  void beginsATaskAtItsTimeAndNotBefore() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(request -> Replies.questions(List.of("A?")));
    Instant at = Instant.now().plusSeconds(2);
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("run_at", at.toString())
                .provider(rest.provider(MODELS.baseUrl())));

    assertThat(rest.get("/api/tasks/" + task).text("/state")).isEqualTo("waiting");
    JsonNode ended = rest.end(task);

    assertThatTask(ended).isCompleted();
    assertThat(Instant.parse(ended.path("start_time").asText())).isAfterOrEqualTo(at);
  }

  @Test
  void releasesAChildOnceWhenItsParentsEndTogether() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(request -> Replies.questions(List.of("C?")));
    for (int round = 0; round < 5; round++) {
      CompletableFuture<Void> gate = gate();
      MODELS.clearRules();
      hold("PARENT", gate);
      String one = submit(project, "PARENT", 0);
      String two = submit(project, "PARENT", 0);
      String child =
          rest.task(
              project,
              aTask("question-generation")
                  .dependsOn(one, two)
                  .input("chunk_ids", chunk(project))
                  .provider(rest.provider(MODELS.baseUrl())));
      Await.until("both are running", () -> running(one, two).size() == 2);
      assertThat(rest.get("/api/tasks/" + child).text("/state")).isEqualTo("waiting");
      gate.complete(null);

      JsonNode ended = rest.end(child);
      assertThatTask(ended).isCompleted().hasCalls(1);
      assertThat(epoch(child)).isEqualTo(1);
      assertThat(entries(child)).isZero();
    }
  }

  private int epoch(String taskId) {
    return jdbc.sql("select epoch from task where id = :id")
        .param("id", taskId)
        .query(Integer.class)
        .single();
  }

  private long entries(String taskId) {
    Await.until("its entry is gone", () -> countEntries(taskId) == 0);
    return countEntries(taskId);
  }

  private long countEntries(String taskId) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance like :id")
        .param("id", taskId + ":%")
        .query(Long.class)
        .single();
  }

  @Test
  void givesItsPlaceBackWhileItsProviderIsDownAndGoesOnByItself() {
    String project = rest.projectWithChunks(12);
    ModelServer down = ModelServer.start();
    down.close();
    String provider = rest.provider(down.baseUrl());
    String task = rest.taskOf("question-generation", project, provider, json("parallelism", 4));

    JsonNode waiting =
        rest.await(task, "it says what it waits for", t -> t.at("/detail/waiting_for").isTextual());
    assertThatTask(waiting).isRunning();
    assertThat(waiting.at("/detail/waiting_for").asText())
        .matches("provider " + provider + ", next try at \\d\\d:\\d\\d:\\d\\dZ");
    JsonNode yielded =
        rest.await(task, "its place is free", t -> t.path("state").asText().equals("queued"));
    assertThat(yielded.at("/detail/waiting_for").asText()).contains(provider);
    assertThatTask(yielded).hasFailures(0);

    try (ModelServer back = ModelServer.startOn(down.port())) {
      back.replyWith(request -> Replies.questions(List.of("A?")));
      jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance = :id")
          .param("id", task + ":1")
          .update();
      JsonNode ended = rest.end(task);
      assertThatTask(ended)
          .hasDone(12)
          .hasFailures(0)
          .says("/attempt", 1)
          .saysNothingAt("/detail/waiting_for");
      assertThat(crashes(task)).isZero();
    }
  }

  /** Its one item is what tries the provider, and nothing waits beside it. */
  @Test
  void givesItsPlaceBackWithOneItemToo() {
    ModelServer down = ModelServer.start();
    down.close();
    String provider = rest.provider(down.baseUrl());
    String task =
        rest.taskOf(
            "question-generation", rest.projectWithChunks(1), provider, json("parallelism", 4));

    JsonNode yielded =
        rest.await(
            task,
            "its place is free",
            t ->
                t.path("state").asText().equals("queued")
                    && t.at("/detail/waiting_for").isTextual());
    assertThat(yielded.at("/detail/waiting_for").asText()).contains(provider);
    rest.post("/api/tasks/" + task + "/cancel");
  }

  @Test
  void keepsItsPlaceWhileACallIsInFlightThoughOthersMustWait() {
    String project = rest.projectWithChunks(2);
    CompletableFuture<Void> gate = gate();
    MODELS.replyWith(request -> Faults.rateLimited().retryAfter(1));
    MODELS.first(1).answer(Replies.questions(List.of("A?")).heldUntil(gate));
    String task = questionTask(project, json("parallelism", 2));

    Await.until("the other was refused", () -> MODELS.traffic().requests() >= 2);
    Await.until(
        "that is longer ago than a dead provider may hold a place", () -> idle(task) > 7000);
    assertThat(MODELS.traffic().aborted()).isZero();
    assertThatTask(rest.get("/api/tasks/" + task).json()).isRunning();
    MODELS.replyWith(request -> Replies.questions(List.of("B?")));
    gate.complete(null);
    assertThatTask(rest.end(task)).hasDone(2).hasFailures(0);
  }

  /** Since when no item has been stored, in ms; most of all for a run that has ended. */
  private long idle(String task) {
    Run run = running.get(task);
    return run == null ? Long.MAX_VALUE : run.activity().throughput().idleMillis();
  }

  @Test
  void queuesATaskWhoseTimeHasComeAndLetsItAge() {
    String project = rest.projectWithChunks(1);
    takeAllPlaces(project);
    hold("LATER", gate());
    String later =
        rest.task(
            project,
            aTask("question-generation")
                .with("run_at", Instant.now().plusSeconds(1).toString())
                .provider(rest.provider(MODELS.baseUrl()))
                .config("custom_prompt", "LATER {text}"));
    assertThat(rest.get("/api/tasks/" + later).text("/state")).isEqualTo("waiting");
    jdbc.sql(
            "update scheduled_tasks set execution_time = now() - interval '1 hour'"
                + " where task_instance = :id")
        .param("id", later + ":1")
        .update();

    Await.until("it has aged", () -> priority(later) > 600);
    assertThat(rest.get("/api/tasks/" + later).text("/state")).isEqualTo("queued");

    openAllGates();
    assertThatTask(rest.end(later)).isCompleted();
  }

  private int crashes(String taskId) {
    return jdbc.sql("select crashes from task where id = :id")
        .param("id", taskId)
        .query(Integer.class)
        .single();
  }

  @Test
  void refusesDependenciesThatAreNone() {
    String project = rest.project();
    String foreign =
        rest.task(rest.project(), aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z"));
    for (String parent : List.of("no-such-task", foreign)) {
      Rest.Reply reply =
          rest.post(
              "/api/projects/" + project + "/tasks", aTask("text-processing").dependsOn(parent));
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.text("/errors/0/field")).isEqualTo("depends_on");
      assertThat(reply.text("/errors/0/message")).contains(parent);
    }
    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("total").asInt()).isZero();
    rest.post("/api/tasks/" + foreign + "/cancel");
  }
}
