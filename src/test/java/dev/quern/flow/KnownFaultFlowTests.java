package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Faults that were found in use, so that they do not come back. */
class KnownFaultFlowTests extends FlowTest {

  private static final TaskBody LATER =
      aTask("question-generation").with("run_at", "2099-01-01T00:00:00Z");

  @Autowired private ServletContext servlets;

  private Rest.Reply put(String provider, String model) {
    return rest.put(
        "/api/providers/" + provider, aProvider(provider, MODELS.baseUrl()).with("model", model));
  }

  @Test
  void keepsAProviderThatATaskNeeds() {
    String provider = rest.provider(MODELS.baseUrl());
    String project = rest.project();
    String task = rest.task(project, LATER.provider(provider));

    Rest.Reply refused = rest.delete("/api/providers/" + provider);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(provider, task, "cancel");

    rest.post("/api/tasks/" + task + "/cancel");
    assertThat(rest.delete("/api/providers/" + provider).status()).isEqualTo(204);
  }

  @Test
  void doesNotResumeATaskWithoutWhatItDependedOn() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Faults.badRequest());
    String parent = questionTask(project);
    String child = rest.task(project, aTask("answer-generation").dependsOn(parent));
    assertThatTask(rest.end(parent)).isFailed();
    rest.end(child);
    assertThat(rest.delete("/api/tasks/" + parent).status()).isEqualTo(204);

    Rest.Reply refused = rest.post("/api/tasks/" + child + "/resume");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(parent, "was deleted", "submit it anew");
    assertThat(rest.get("/api/tasks/" + child).json().path("depends_on")).hasSize(1);
  }

  @Test
  void resumesATaskWhoseCompletedParentWasDeleted() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Replies.questions(1));
    String parent = questionTask(project);
    rest.end(parent);
    MODELS.replyWith(r -> Faults.badRequest());
    String child =
        rest.task(
            project,
            aTask("answer-generation").dependsOn(parent).provider(rest.provider(MODELS.baseUrl())));
    rest.end(child);
    rest.delete("/api/tasks/" + parent);
    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.text("By the river."));

    assertThat(rest.post("/api/tasks/" + child + "/resume").status()).isEqualTo(202);
    assertThatTask(rest.end(child)).isCompleted();
  }

  @Test
  void namesTheModelThatIsUsed() {
    String project = rest.projectWithChunks(2);
    String provider = rest.provider(MODELS.baseUrl());
    rest.question(project, "Where is it?");
    CompletableFuture<Void> open = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.text("By the river.").heldUntil(open));
    String task = rest.taskOf("answer-generation", project, provider);
    Await.until("it is asked", () -> MODELS.traffic().inFlight() == 1);
    String later = rest.task(project, LATER.provider(provider));

    put(provider, "another-model");
    open.complete(null);

    JsonNode ended = rest.end(task);
    assertThat(ended.at("/model_info/model").asText()).isEqualTo("another-model");
    assertThat(rest.get("/api/tasks/" + later).text("/model_info/model"))
        .isEqualTo("another-model");
    put(provider, "a-third");
    assertThat(rest.get("/api/tasks/" + task).text("/model_info/model")).isEqualTo("another-model");
  }

  @Test
  void showsWhatATaskWorksOnAndWhatItMayTake() {
    String project = rest.projectWithChunks(1);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    String task =
        rest.task(
            project,
            LATER
                .input("chunk_ids", chunk)
                .with("max_failed_ratio", 0.5)
                .with("max_duration", "PT8H")
                .with("max_tokens_total", 5000));

    JsonNode shown = rest.get("/api/tasks/" + task).json();

    assertThat(shown.at("/input/chunk_ids/0").asText()).isEqualTo(chunk);
    assertThat(shown.at("/limits/max_failed_ratio").asDouble()).isEqualTo(0.5);
    assertThat(shown.at("/limits/max_duration").asText()).isEqualTo("PT8H");
    assertThat(shown.at("/limits/max_tokens_total").asLong()).isEqualTo(5000);
    assertThat(shown.at("/limits/max_cost").isNull()).isTrue();
    assertThat(shown.at("/limits/max_task_attempts").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "dataset-evaluation|\"custom_prompt\":\"{text} {question}\"|config.custom_prompt|{answer}",
        "text-processing|\"min_length\":3000|config.max_length|smaller than min_length (3000)",
        "text-processing|\"min_length\":500,\"max_length\":400|config.max_length|(400) is smaller"
      })
  void refusesWhatContradictsItself(String type, String config, String field, String message) {
    Rest.Reply refused =
        rest.post(
            "/api/projects/" + rest.project() + "/tasks",
            "{\"task_type\":\"%s\",\"config\":{%s}}".formatted(type, config));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
    assertThat(refused.text("/errors/0/message")).contains(message);
  }

  @Test
  void saysNoPlaceInTheFileOfAChunkThatWasEdited() {
    String project = rest.projectWithChunks(1);
    String base = "/api/projects/" + project;
    JsonNode chunk = rest.get(base + "/chunks").json().at("/items/0");
    assertThat(chunk.path("edited").asBoolean()).isFalse();
    String changed = chunk.path("content").asText().replace("river", "ocean");
    JsonNode edited =
        rest.patch(base + "/chunks/" + chunk.path("id").asText(), json("content", changed)).json();
    rest.question(project, "Where is it?");
    MODELS.replyWith(r -> Replies.text("By the ocean.\n\nEvidence:\n> stands by the ocean"));
    rest.end(
        rest.taskOf(
            "answer-generation", project, rest.provider(MODELS.baseUrl()), json("evidence", true)));

    assertThat(edited.path("edited").asBoolean()).isTrue();
    assertThat(edited.path("size")).isEqualTo(chunk.path("size"));
    JsonNode evidence = rest.get(base + "/datasets").json().at("/items/0/evidence/0");
    assertThat(evidence.path("match").asText()).isEqualTo("exact");
    assertThat(evidence.path("start_offset").isNull()).isTrue();
    assertThat(rest.get(base + "/export?format=raw&as=json").text())
        .contains("stands by the ocean")
        .doesNotContain("\"end_offset\": 4", "\"end_offset\":4");
  }

  @Test
  void takesStreamAndPricesInATasksOwnProvider() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Replies.questions(1));
    JsonBody inline =
        json("provider", "openai")
            .with("base_url", MODELS.baseUrl())
            .with("model", "m")
            .with("stream", true)
            .with("price_input", 1000)
            .with("price_output", 1000);
    String task =
        rest.task(
            project,
            aTask("question-generation").with("max_cost", 1000).config("provider_config", inline));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).isCompleted();
    assertThat(MODELS.traffic().kept()).extracting(ReceivedRequest::stream).containsOnly(true);
    assertThat(ended.at("/usage/cost").asDouble()).isPositive();
  }

  @Test
  void countsTheCallsThatACancelCutsOff() {
    String project = rest.projectWithChunks(8);
    Answer never = Faults.silence();
    MODELS.replyWith(r -> never);
    String task = questionTask(project, json("parallelism", 4));
    Await.until("four hang", () -> MODELS.traffic().inFlight() == 4);

    rest.post("/api/tasks/" + task + "/cancel");

    assertThatTask(rest.end(task)).hasCalls(4);
    JsonNode usage = rest.get("/api/usage?project_id=" + project).json();
    assertThat(usage.path("calls").asInt()).isEqualTo(4);
    assertThat(usage.at("/failed_calls/stopped").asInt()).isEqualTo(4);
  }

  /** A name that has led elsewhere when the provider was made. */
  @Test
  void callsNoAddressWhereACloudKeepsCredentials() {
    String project = rest.projectWithChunks(1);
    String provider = rest.provider(MODELS.baseUrl());
    jdbc.sql("update llm_provider set base_url = 'http://169.254.169.254/v1' where id = ?")
        .param(provider)
        .update();

    JsonNode ended = rest.end(rest.taskOf("question-generation", project, provider));

    assertThatTask(ended).isFailed().hasNote(provider, "metadata address");
  }

  @Test
  void storesNothingOfAnUploadOfWhichOneCannotBeRead() {
    String files = "/api/projects/" + rest.project() + "/files";
    List<String> before = temporaryTexts();
    assertThat(rest.upload(files, "a.md", "# A", "b.pdf", "%PDF-1.7 broken").status())
        .isEqualTo(422);
    assertThat(rest.get(files).json().path("total").asInt()).isZero();
    assertThat(temporaryTexts()).isEqualTo(before);
  }

  @Test
  void leavesNoPartOfAnUpload() {
    String files = "/api/projects/" + rest.project() + "/files";
    String large = "Corn is ground to meal. ".repeat(10_000);
    assertThat(rest.upload(files, "a.md", large, "b.md", large).status()).isEqualTo(201);
    assertThat(rest.upload(files, "a.md", large, "../b.md", large).status()).isEqualTo(400);
    assertThat(rest.upload("/api/tasks/none/cancel", "a.json", large).status()).isEqualTo(415);

    File parts = (File) servlets.getAttribute(ServletContext.TEMPDIR);
    assertThat(parts).isDirectory();
    assertThat(parts.list()).isEmpty();
  }

  private static List<String> temporaryTexts() {
    String[] found =
        new File(System.getProperty("java.io.tmpdir"))
            .list((folder, name) -> name.startsWith("quern-") && name.endsWith(".md"));
    return Stream.of(found).sorted().toList();
  }
}
