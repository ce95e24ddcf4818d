package dev.quern.flow;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.pipeline.FinishedPipelines;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever order the versions of a document end in, its dataset holds what is current. */
class OutboxVersionsFlowTests extends FlowTest {

  private static final String FIRST = "# Wheels\n\nThe mill at Barbegal had sixteen wheels.\n";
  private static final String SECOND = FIRST + "\n# Sails\n\nA mill at Outwood had four sails.\n";
  private static final String MANY =
      SECOND
          + "\n# Oil\n\nA mill at Xerox pressed oil out of seeds.\n"
          + "\n# Steam\n\nA mill at Albion burnt down in its fifth year.\n"
          + "\n# Tides\n\nA mill at Eling works with the tides.\n";

  private final String name = "versions-" + Ids.next();
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  @Autowired private FinishedPipelines pipelines;
  private Path inbox;
  private Path dataset;

  @BeforeEach
  void folders() throws IOException {
    inbox = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    dataset = HOME.resolve("outbox").resolve(name).resolve("mills.alpaca.jsonl");
    Files.writeString(
        inbox.resolve("pipeline.yaml"),
        """
        - {task_type: text-processing, config: {strategy: delimiter, delimiter: "\\n# "}}
        - {task_type: question-generation, config: {provider_id: %1$s, questions_per_chunk: 1}}
        - {task_type: answer-generation, config: {provider_id: %1$s}}
        - {export: {format: alpaca}}
        """
            .formatted(rest.provider(MODELS.baseUrl())));
    MODELS.replyWith(
        request -> {
          if (request.mentions("JSON array")) {
            return Replies.questions(1, request);
          }
          return answers.get() ? Replies.text("Of wood.") : Faults.badRequest();
        });
  }

  @AfterEach
  void releasePlaces() {
    released.complete(null);
  }

  @Test
  void aLatePipelineOfAnOldVersionLeavesTheDatasetOfTheNewOne() throws IOException {
    answers.set(false);
    drop(FIRST, 1);
    String late = lastTask();
    assertThatTask(rest.end(late)).isFailed();
    answers.set(true);
    drop(SECOND, 2);
    Await.until("the dataset of the new version", () -> Files.exists(dataset));
    Files.delete(dataset);

    rest.post("/api/tasks/" + late + "/resume");
    assertThatTask(rest.end(late)).isCompleted();
    Await.until("the old pipeline writes too", () -> Files.exists(dataset));

    assertThat(Files.readString(dataset).lines()).hasSize(2);
  }

  @Test
  void whatIsDroppedLastIsTheCurrentVersionThoughItWasProcessedBefore() throws IOException {
    drop(FIRST, 1);
    Await.until("the dataset of the first version", () -> Files.exists(dataset));
    String project = rest.get("/api/projects?name=" + name).text("/items/0/id");
    String first = rest.get("/api/projects/" + project + "/files").text("/items/0/id");
    String second =
        rest.upload("/api/projects/" + project + "/files", "mills.md", SECOND).text("/0/id");

    Files.delete(dataset);
    drop(FIRST, 2);
    Await.until("the dataset of the first version again", () -> Files.exists(dataset));
    rest.end(rest.task(project, aTask("text-processing").input("file_ids", second)));

    JsonNode rows = rest.get("/api/projects/" + project + "/datasets?file_id=" + first).json();
    assertThat(rows.path("total").asInt()).isOne();
    assertThat(Files.readString(dataset).lines()).hasSize(1);
    drop(FIRST, 3);
    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("total").asInt())
        .isEqualTo(3 + 3 + 1);
  }

  @Test
  void aVersionThatWaitedWritesNotOverTheOneThatWasDroppedAfterIt() throws IOException {
    drop(FIRST, 1);
    Await.until("the dataset of the first version", () -> Files.exists(dataset));
    occupyAllPlaces();
    drop("# Oil\n\nA mill at Xerox pressed oil out of seeds.\n", 2);
    String late = lastTask();
    drop(FIRST, 3);
    assertThat(rest.get("/api/tasks/" + late).text("/state")).isEqualTo("waiting");
    Files.delete(dataset);

    MODELS.replyWith(r -> r.mentions("JSON array") ? Replies.questions(1, r) : Replies.text("No."));
    released.complete(null);
    assertThatTask(rest.end(late)).isCompleted();
    Await.until("all is written", () -> notExported() == 0);

    assertThat(Files.readString(dataset).lines()).singleElement().asString().contains("Of wood.");
  }

  @Test
  void aTaskThatIsResumedHasTheDatasetWrittenAnew() throws IOException {
    failOnSails(false);
    drop(MANY, 1);
    Await.until("a dataset without what failed", () -> Files.exists(dataset));
    assertThat(Files.readString(dataset).lines()).hasSize(4);

    answers.set(true);
    rest.post("/api/tasks/" + lastTask() + "/resume");
    Await.until("the dataset holds it too", () -> linesOf(dataset) == 5);
  }

  @Test
  void anEarlierTaskThatIsResumedHasTheDatasetWrittenAnewAtItsEnd() throws IOException {
    failOnSails(true);
    drop(MANY, 1);
    Await.until("a dataset without what failed", () -> Files.exists(dataset));
    Files.delete(dataset);
    MODELS.replyWith(r -> Replies.questions(1, r).heldUntil(released));

    String questions = rest.get("/api/tasks/" + lastTask()).text("/depends_on/0");
    rest.post("/api/tasks/" + questions + "/resume");
    rest.await(questions, "it runs", t -> t.path("state").asText().equals("running"));
    assertThat(pipelines.toExport()).noneMatch(other -> other.projectName().equals(name));
    released.complete(null);
    Await.until("the dataset is written anew", () -> Files.exists(dataset));
  }

  /** One of five fails, which its task may complete with. */
  private void failOnSails(boolean atQuestions) {
    answers.set(false);
    MODELS.replyWith(
        r -> {
          boolean asks = r.mentions("JSON array");
          if (asks == atQuestions && r.mentions("four sails") && !answers.get()) {
            return Faults.badRequest();
          }
          return asks ? Replies.questions(1, r) : Replies.text("Of wood.");
        });
  }

  private static long linesOf(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void occupyAllPlaces() {
    List<String> tasks = new ArrayList<>();
    List<String> projects = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      projects.add(rest.projectWithChunks(1));
    }
    MODELS.replyWith(r -> Replies.questions(1, r).heldUntil(released));
    projects.forEach(project -> tasks.add(questionTask(project)));
    tasks.forEach(
        task -> rest.await(task, "it runs", t -> t.path("state").asText().equals("running")));
  }

  private long notExported() {
    return jdbc.sql(
            "select count(*) from pipeline p join project j on j.id = p.project_id"
                + " where j.name = :name and p.exported_at is null")
        .param("name", name)
        .query(Long.class)
        .single();
  }

  private void drop(String text, int time) throws IOException {
    Path hidden = Files.writeString(inbox.resolve(".mills"), text);
    Files.move(hidden, inbox.resolve("mills.md"));
    Path done = inbox.resolve(time == 1 ? ".done/mills.md" : ".done/mills-" + time + ".md");
    Await.until(done + " appears", () -> Files.exists(done));
  }

  private String lastTask() {
    return jdbc.sql(
            "select last_task_id from pipeline p join project j on j.id = p.project_id"
                + " where j.name = :name order by p.create_at desc limit 1")
        .param("name", name)
        .query(String.class)
        .single();
  }
}
