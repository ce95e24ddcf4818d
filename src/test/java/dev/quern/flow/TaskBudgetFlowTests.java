package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a task, and a project, may take; and how often a whole task is tried. */
class TaskBudgetFlowTests extends FlowTest {

  @Test
  void interruptsATaskThatTakesTooLongAndGoesOnWhenResumed() {
    String project = rest.projectWithChunks(6);
    MODELS.first(2).answer(Replies.questions(List.of("A?")));
    MODELS.replyWith(request -> Faults.silence());
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("max_duration", "PT2S")
                .provider(rest.provider(MODELS.baseUrl()))
                .config("parallelism", 2));

    JsonNode ended = rest.end(task);
    assertThatTask(ended).isInterrupted().hasNote("max_duration (PT2S)").hasDone(2).hasFailures(0);
    Await.until("the calls are cut off", () -> MODELS.traffic().aborted() == 2);

    MODELS.replyWith(request -> Replies.questions(List.of("B?")));
    assertThat(rest.post("/api/tasks/" + task + "/resume", json("max_duration", "PT10M")).status())
        .isEqualTo(202);
    assertThatTask(rest.end(task)).isCompleted();
    assertThat(rest.total(project, "questions")).isEqualTo(6);
  }

  @Test
  void triesAWholeTaskAsOftenAsToldAndOnlyWhatIsLeft() {
    String project = rest.projectWithChunks(4);
    AtomicInteger refused = new AtomicInteger();
    MODELS
        .on(request -> request.mentions("number 3") && refused.incrementAndGet() <= 2)
        .answer(Faults.badRequest());
    MODELS.replyWith(request -> Replies.questions(List.of("A?")));
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("max_failed_ratio", 0)
                .with("max_task_attempts", 3)
                .provider(rest.provider(MODELS.baseUrl())));

    for (int attempt = 2; attempt <= 3; attempt++) {
      int now = attempt;
      JsonNode waiting =
          rest.await(task, "it is to be tried again", t -> t.path("attempt").asInt() == now);
      assertThatTask(waiting)
          .hasNote("Try " + (now - 1) + " of 3 failed")
          .hasDone(3)
          .hasFailures(0);
      hasten(task, now);
    }
    JsonNode ended = rest.end(task);
    assertThatTask(ended).isCompleted().hasDone(4);
    assertThat(MODELS.traffic().requests()).isEqualTo(6);
  }

  @Test
  void givesATaskUpAfterItsLastTry() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(request -> Faults.badRequest());
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("max_task_attempts", 2)
                .provider(rest.provider(MODELS.baseUrl())));

    rest.await(task, "it is to be tried again", t -> t.path("attempt").asInt() == 2);
    hasten(task, 2);

    assertThatTask(rest.end(task)).isFailed();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
  }

  /** The wait before another try of a task is random; a test does not sit it out. */
  private void hasten(String task, int attempt) {
    jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance = :id")
        .param("id", task + ":" + attempt)
        .update();
  }

  @Test
  void takesAsManyWaitingTasksOfAProjectAsAreAllowed() {
    String project = rest.project();
    TaskBody body = aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z");

    List<Integer> statuses =
        IntStream.range(0, 80)
            .parallel()
            .mapToObj(i -> rest.post("/api/projects/" + project + "/tasks", body).status())
            .toList();

    assertThat(statuses).containsOnly(202, 429);
    assertThat(statuses.stream().filter(status -> status == 202)).hasSize(60);
    Rest.Reply refused = rest.post("/api/projects/" + project + "/tasks", body);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(refused.text("/detail")).contains("quern.tasks.max-queued");

    String id = rest.get("/api/tasks?project_id=" + project + "&limit=1").text("/items/0/id");
    rest.post("/api/tasks/" + id + "/cancel");
    assertThat(rest.post("/api/projects/" + project + "/tasks", body).status()).isEqualTo(202);
    rest.send(
        "DELETE",
        "/api/projects/" + project + "?cancel=true",
        java.net.http.HttpRequest.BodyPublishers.noBody());
  }
}
