package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** From a file that is sent to rows and a download, with a model server. */
class RestFlowTests extends FlowTest {

  private static boolean asksForQuestions(ReceivedRequest request) {
    return request.prompt().contains("JSON array");
  }

  @Test
  void makesQuestionsAndAnswersOfASentFile() {
    MODELS
        .on(RestFlowTests::asksForQuestions)
        .answer(Replies.questions(List.of("A?", "B?", "C?", "D?")));
    MODELS.on(r -> !asksForQuestions(r)).answer(Replies.text("<think>Because.</think>It is so."));
    String project = rest.projectWithChunks(5);
    String provider = rest.provider(MODELS.baseUrl());

    JsonNode questions = rest.end(rest.taskOf("question-generation", project, provider));
    JsonNode answers = rest.end(rest.taskOf("answer-generation", project, provider));

    assertThatTask(questions).isCompleted().hasDone(5);
    assertThatTask(answers).hasDone(15).hasCalls(15);
    assertThat(rest.total(project, "questions")).isEqualTo(15);
    JsonNode entry = rest.get("/api/projects/" + project + "/datasets").json().at("/items/0");
    assertThat(entry.path("answer").asText()).isEqualTo("It is so.");
    assertThat(entry.path("cot").asText()).isEqualTo("Because.");
    assertThat(entry.path("model").asText()).isEqualTo("stand-in");
    Reply export = rest.get("/api/projects/" + project + "/export");
    assertThat(export.text().lines()).hasSize(15);
  }

  @Test
  void runsAPipelineAsAChain() {
    String project = rest.project();
    String file =
        rest.upload(
                "/api/projects/" + project + "/files",
                "a.txt",
                "The watermill at Barbegal had sixteen wheels and was built in the second century.")
            .text("/0/id");
    Reply made =
        rest.post(
            "/api/projects/" + project + "/pipelines",
            aPipeline(
                    aTask("text-processing"),
                    aTask("question-generation").config("questions_per_chunk", 1),
                    aTask("answer-generation"))
                .input("file_ids", file));

    assertThat(made.status()).isEqualTo(202);
    List<String> ids = new ArrayList<>();
    made.json().path("tasks").forEach(task -> ids.add(task.path("id").asText()));
    assertThat(made.text("/tasks/1/depends_on/0")).isEqualTo(ids.get(0));
    assertThatTask(rest.end(ids.get(2))).isCompleted();
    assertThat(rest.total(project, "datasets")).isEqualTo(1);
  }

  @Test
  void fillsTheWindowAndNoMore() {
    String project = rest.projectWithChunks(60);
    CompletableFuture<Void> full = new CompletableFuture<>();
    MODELS.replyWith(
        r -> Replies.questions(List.of("A?")).after(Duration.ofMillis(40)).heldUntil(full));
    String task = questionTask(project, json("parallelism", 10));
    Await.until("the window is full", () -> MODELS.traffic().inFlight() == 10);
    full.complete(null);

    assertThatTask(rest.end(task)).hasDone(60);
    assertThat(MODELS.traffic().maxInFlight()).isEqualTo(10);
    assertThat(MODELS.traffic().requests()).isEqualTo(60);
  }

  @Test
  void triesAnItemAsOftenAsToldAndNoMore() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Faults.overloaded());
    String task = questionTask(project, json("max_attempts", 2));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).isFailed().hasNote("1 of 1", "503");
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    JsonNode item = rest.get("/api/tasks/" + task + "/items?state=failed").json().at("/items/0");
    assertThatTask(item).says("/attempts", 2);
    assertThat(item.path("error").asText()).contains("503");
  }

  @Test
  void failsTheTaskAtOnceWhenTheKeyIsRefused() {
    String project = rest.projectWithChunks(20);
    MODELS.replyWith(r -> Faults.keyRefused());
    String task =
        rest.taskOf(
            "question-generation",
            project,
            rest.provider(MODELS.baseUrl(), json("api_key", "sk-very-secret")),
            json("parallelism", 1));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).isFailed().hasNote("API key").hasNoteWithout("sk-very-secret");
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
    assertThat(rest.get("/api/tasks/" + task + "/items?state=pending").json().path("total").asInt())
        .isEqualTo(20);
  }

  @Test
  void waitsOutARateLimitWithoutUsingAnAttempt() {
    String project = rest.projectWithChunks(3);
    MODELS.first(2).answer(Faults.rateLimited().retryAfter(0));
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
    String task = questionTask(project, json("max_attempts", 1));

    assertThatTask(rest.end(task)).hasDone(3);
    assertThat(MODELS.traffic().requests()).isEqualTo(5);
  }

  @Test
  void asksOnceMoreWhatCannotBeRead() {
    String project = rest.projectWithChunks(1);
    MODELS.first(1).answer(Replies.text("I am sorry, I can't do that."));
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
    String task = questionTask(project, json("max_attempts", 1));

    assertThatTask(rest.end(task)).hasDone(1);
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
  }

  @Test
  void completesWithFewFailuresAndResumesThoseAlone() {
    String project = rest.projectWithChunks(10);
    MODELS.on(r -> r.prompt().contains("number 7 ")).times(1).answer(Faults.badRequest());
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
    String task = questionTask(project);
    JsonNode first = rest.end(task);
    Reply resumed = rest.post("/api/tasks/" + task + "/resume");
    JsonNode second = rest.end(task);

    assertThatTask(first).isCompleted().hasNote("1 of 10 items failed");
    assertThat(resumed.status()).isEqualTo(202);
    assertThat(resumed.json().path("status").asInt()).isZero();
    assertThatTask(second).hasDone(10);
    assertThat(MODELS.traffic().requests()).isEqualTo(11);
    assertThat(rest.total(project, "questions")).isEqualTo(10);
    assertThat(rest.post("/api/tasks/" + task + "/resume").status()).isEqualTo(409);
  }

  @Test
  void saysWhyThereWasNothingToDo() {
    JsonNode ended = rest.end(rest.task(rest.project(), aTask("question-generation")));

    assertThatTask(ended).isCompleted();
    assertThat(ended.path("progress_percentage").asInt()).isEqualTo(100);
    assertThatTask(ended).hadNothingToDo();
  }

  @Test
  void interruptsWhatDependsOnAFailure() {
    String project = rest.projectWithChunks(2);
    MODELS.replyWith(r -> Faults.keyRefused());
    String provider = rest.provider(MODELS.baseUrl());
    String parent = rest.taskOf("question-generation", project, provider);
    String child = rest.task(project, aTask("answer-generation").dependsOn(parent));

    JsonNode ended = rest.end(child);

    assertThatTask(ended).isInterrupted().hasNote(parent);
  }

  @Test
  void takesInImages() throws IOException {
    String project = rest.project();
    byte[] image;
    try (var in = RestFlowTests.class.getResourceAsStream("/documents/scan.png")) {
      image = in.readAllBytes();
    }

    Reply taken = rest.upload("/api/projects/" + project + "/images", "scan.png".getBytes(), image);

    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json().at("/0/width").asInt()).isPositive();
    assertThat(taken.text("/0/media_type")).isEqualTo("image/png");
    assertThat(rest.total(project, "images")).isEqualTo(1);
    assertThat(
            jdbc.sql("select content from image where id = :id")
                .param("id", taken.text("/0/id"))
                .query(byte[].class)
                .single())
        .isEqualTo(image);
  }

  @Test
  void testsProviders() {
    String good = rest.provider(MODELS.baseUrl());
    String dead = rest.provider("http://127.0.0.1:1/v1");

    assertThat(rest.post("/api/providers/default/test").json().path("ok").asBoolean()).isTrue();
    assertThat(rest.post("/api/providers/" + good + "/test").json().path("ok").asBoolean())
        .isTrue();
    assertThat(rest.post("/api/providers/" + dead + "/test").text("/reason"))
        .contains("cannot be reached");
  }

  @Test
  void neverShowsAKeyThatTheServerEchoes() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Faults.status(400, "bad key Bearer sk-very-secret", "bad"));
    String task =
        rest.taskOf(
            "question-generation",
            project,
            rest.provider(MODELS.baseUrl(), json("api_key", "sk-very-secret")));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).hasNote("bad key").hasNoteWithout("sk-very-secret");
    assertThat(ended.toString()).doesNotContain("sk-very-secret");
    assertThat(rest.get("/api/tasks/" + task + "/items").text()).doesNotContain("sk-very-secret");
  }
}
