package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.task.run.RunningTasks;
import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cancel, pause and resume. */
class InterruptionFlowTests extends FlowTest {

  @Autowired RunningTasks running;

  private String task(String project, String provider, int parallelism) {
    return rest.task(
        project,
        aTask("question-generation").provider(provider).config("parallelism", parallelism));
  }

  @Test
  void cancelsHangingCallsAndResumesTheRest() {
    String project = rest.projectWithChunks(30);
    MODELS.first(10).answer(Replies.questions(List.of("A?")));
    MODELS.replyWith(r -> Faults.silence());
    String task = task(project, rest.provider(MODELS.baseUrl()), 4);
    rest.await(task, "ten are done", t -> t.path("completed_count").asInt() == 10);
    Await.until("four hang", () -> MODELS.traffic().inFlight() == 4);

    assertThat(rest.post("/api/tasks/" + task + "/cancel").status()).isEqualTo(202);
    JsonNode cancelled = rest.end(task);

    assertThatTask(cancelled).isInterrupted().hasDone(10).hasFailures(0);
    Await.until("the connections are closed", () -> MODELS.traffic().aborted() == 4);
    assertThat(rest.post("/api/tasks/" + task + "/cancel").status()).isEqualTo(409);

    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.questions(List.of("B?")));
    Rest.Reply resumed = rest.post("/api/tasks/" + task + "/resume", json("parallelism", 8));
    assertThat(resumed.status()).isEqualTo(202);
    assertThat(resumed.json().at("/config/parallelism").asInt()).isEqualTo(8);
    assertThatTask(rest.end(task)).hasDone(30);
    assertThat(rest.total(project, "questions")).isEqualTo(30);
    assertThat(MODELS.traffic().requests()).isEqualTo(34);
  }

  @Test
  void cancelsAWaitingTaskAtOnce() {
    String project = rest.project();
    String task =
        rest.task(project, aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z"));

    assertThat(rest.get("/api/tasks/" + task).text("/state")).isEqualTo("waiting");
    assertThat(rest.post("/api/tasks/" + task + "/cancel").text("/state")).isEqualTo("interrupted");
  }

  @Test
  void pausesAfterWhatIsInFlightAndGoesOn() {
    String project = rest.projectWithChunks(12);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(gate));
    String task = task(project, rest.provider(MODELS.baseUrl()), 3);
    Await.until("three are in flight", () -> MODELS.traffic().inFlight() == 3);

    assertThat(rest.post("/api/tasks/" + task + "/pause").text("/state")).isEqualTo("paused");
    gate.complete(null);
    rest.await(task, "three are done", t -> t.path("completed_count").asInt() == 3);
    assertThat(rest.get("/api/tasks/" + task).text("/state")).isEqualTo("paused");
    assertThat(MODELS.traffic().requests()).isEqualTo(3);

    rest.post("/api/tasks/" + task + "/resume");
    assertThatTask(rest.end(task)).hasDone(12);
    assertThat(MODELS.traffic().requests()).isEqualTo(12);
  }

  @Test
  void keepsWhatIsInFlightWhenResumedBeforeItEnds() {
    String project = rest.projectWithChunks(9);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(gate));
    String task = task(project, rest.provider(MODELS.baseUrl()), 3);
    Await.until("three are in flight", () -> MODELS.traffic().inFlight() == 3);

    rest.post("/api/tasks/" + task + "/pause");
    rest.post("/api/tasks/" + task + "/resume");
    gate.complete(null);

    assertThatTask(rest.end(task)).hasDone(9);
    assertThat(MODELS.traffic().requests()).isEqualTo(9);
  }

  @Test
  void sendsNothingMoreThatWaitsForItsProviderWhenItIsPaused() {
    String project = rest.projectWithChunks(6);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(gate));
    String provider = rest.provider(MODELS.baseUrl(), json("max_concurrency", 1));
    String task = task(project, provider, 4);
    Await.until("one is in flight", () -> MODELS.traffic().inFlight() == 1);
    Await.until("three wait for it", () -> running.itemsInFlight() == 4);

    rest.post("/api/tasks/" + task + "/pause");
    Await.until("they wait no more", () -> running.itemsInFlight() == 1);
    gate.complete(null);
    rest.await(task, "one is done", t -> t.path("completed_count").asInt() == 1);
    assertThat(MODELS.traffic().requests()).isEqualTo(1);

    rest.post("/api/tasks/" + task + "/resume");
    assertThatTask(rest.end(task)).hasDone(6).hasFailures(0);
    assertThat(MODELS.traffic().requests()).isEqualTo(6);
  }

  /** As a node leaves it that dies while it ends a paused run. */
  @Test
  void anEntryOfAnEarlierAttemptDoesNotStopTheLaterOne() {
    String project = rest.projectWithChunks(9);
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> second = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(first));
    String task = task(project, rest.provider(MODELS.baseUrl()), 3);
    Await.until("three are in flight", () -> MODELS.traffic().inFlight() == 3);
    rest.post("/api/tasks/" + task + "/pause");
    MODELS.replyWith(r -> Replies.questions(List.of("B?")).heldUntil(second));
    rest.post("/api/tasks/" + task + "/resume");
    first.complete(null);
    Await.until("three of the next attempt are", () -> MODELS.traffic().requests() == 6);

    jdbc.sql(
            """
            insert into scheduled_tasks
                (task_name, task_instance, execution_time, picked, version, priority)
            values ('question-generation', :entry, now(), false, 1, 0)
            """)
        .param("entry", task + ":1")
        .update();
    Await.until("the entry has been looked at", () -> entries(task + ":1") == 0);
    second.complete(null);

    assertThatTask(rest.end(task)).hasDone(9);
    assertThat(MODELS.traffic().requests()).isEqualTo(9);
  }

  /** It has listed its items: what becomes of its dependency afterwards is no matter to it. */
  @Test
  void aTaskThatHasBegunNoLongerDependsOnTheOneThatIsResumed() {
    String project = rest.projectWithChunks(4);
    String provider = rest.provider(MODELS.baseUrl());
    TaskBody ask =
        aTask("question-generation").provider(provider).input("chunk_ids", ids(project, "chunk"));
    MODELS.first(1).answer(Faults.badRequest());
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
    String parent = rest.task(project, ask.with("max_failed_ratio", 0.5));
    assertThatTask(rest.end(parent)).isCompleted().hasFailures(1);
    String child =
        pausedAfterOneItem(project, ask.dependsOn(parent), Replies.questions(List.of("A?")));

    MODELS.replyWith(r -> Faults.silence());
    rest.post("/api/tasks/" + parent + "/resume");
    Await.until("it asks again", () -> MODELS.traffic().inFlight() == 1);
    rest.post("/api/tasks/" + parent + "/cancel");
    assertThatTask(rest.end(parent)).isInterrupted();

    assertThat(rest.get("/api/tasks/" + child).text("/state")).isEqualTo("paused");
    assertThat(rest.delete("/api/tasks/" + parent).status()).isEqualTo(204);
    MODELS.replyWith(r -> Replies.questions(List.of("B?")));
    assertThat(rest.post("/api/tasks/" + child + "/resume").status()).isEqualTo(202);
    assertThatTask(rest.end(child)).isCompleted().hasDone(4);
  }

  /** It is for what has no answer, and that may have changed since it listed its items. */
  @Test
  void asksNothingThatWasAnsweredWhileItWasPaused() {
    String project = rest.projectWithQuestions("Who?", "Where?");
    String provider = rest.provider(MODELS.baseUrl());
    TaskBody answer = aTask("answer-generation").provider(provider);
    String task = pausedAfterOneItem(project, answer, Replies.text("First."));
    MODELS.replyWith(r -> Replies.text("By hand."));
    rest.end(rest.task(project, answer.input("question_ids", ids(project, "question"))));

    MODELS.replyWith(r -> Replies.text("Too late."));
    rest.post("/api/tasks/" + task + "/resume");

    assertThatTask(rest.end(task)).isCompleted().hasDone(2).hasCalls(1);
    assertThat(rest.get("/api/projects/" + project + "/datasets").text())
        .contains("By hand.")
        .doesNotContain("Too late.");
  }

  private String pausedAfterOneItem(String project, TaskBody body, Answer reply) {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> reply.heldUntil(gate));
    String task = rest.task(project, body.config("parallelism", 1));
    Await.until("one is in flight", () -> MODELS.traffic().inFlight() == 1);
    rest.post("/api/tasks/" + task + "/pause");
    gate.complete(null);
    rest.await(task, "one is done", t -> t.path("completed_count").asInt() == 1);
    return task;
  }

  private String[] ids(String project, String table) {
    return jdbc.sql("select id from " + table + " where project_id = ?")
        .param(project)
        .query(String.class)
        .list()
        .toArray(String[]::new);
  }

  private int entries(String instance) {
    return jdbc.sql(
            "select count(*) from scheduled_tasks where task_instance = :entry and not picked")
        .param("entry", instance)
        .query(Integer.class)
        .single();
  }

  @Test
  void widensTheWindowOfARunningTask() {
    String project = rest.projectWithChunks(40);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).heldUntil(gate));
    String task = task(project, rest.provider(MODELS.baseUrl()), 2);
    Await.until("two are in flight", () -> MODELS.traffic().inFlight() == 2);

    rest.patch("/api/tasks/" + task, json("parallelism", 20));

    Await.until("twenty are in flight", () -> MODELS.traffic().inFlight() == 20);
    gate.complete(null);
    assertThatTask(rest.end(task)).hasDone(40);
  }
}
