package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No pipeline writes over the dataset of another input, and none holds another's rows. */
class OutboxNamesFlowTests extends FlowTest {

  private static final Path IMAGES = Path.of("src/test/resources/images");

  private final String name = "names-" + Ids.next();
  private Path inbox;
  private Path outbox;
  private String provider;

  @BeforeEach
  void folders() throws IOException {
    inbox = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    outbox = HOME.resolve("outbox").resolve(name);
    provider = rest.provider(MODELS.baseUrl());
    steps("- {export: {format: alpaca}}");
    MODELS.replyWith(
        r -> r.mentions("JSON array") ? Replies.questions(1, r) : Replies.text("Of wood."));
  }

  @Test
  void aNameThatIsAnothersStemGetsANumber() throws IOException {
    drop("README.md", "The mill at Barbegal had sixteen wheels.");
    awaitFile("README.alpaca.jsonl");
    drop("README", "A mill at Outwood had four sails and two stones.");
    awaitFile("README-2.alpaca.jsonl");
    drop("README", "A mill at Brill had four sails and three stones.");
    Await.until("README is taken again", () -> Files.exists(inbox.resolve(".done/README-2")));

    assertThat(stems("README.md")).containsExactly("README");
    assertThat(stems("README")).containsExactly("README-2", "README-2");
  }

  @Test
  void aWholeNameThatIsAnothersStemGetsANumber() throws IOException {
    drop("a.txt.md", "The mill at Barbegal had sixteen wheels.");
    awaitFile("a.txt.alpaca.jsonl");
    drop("a.md", "A mill at Outwood had four sails and two stones.");
    awaitFile("a.alpaca.jsonl");
    drop("a.txt", "A mill at Brill had four sails and three stones.");
    awaitFile("a.txt-2.alpaca.jsonl");
  }

  @Test
  void imagesOfOneStemAndADocumentBesideThemHaveFilesOfTheirOwn() throws IOException {
    drop("mill.md", "The mill at Barbegal had sixteen wheels.");
    awaitFile("mill.alpaca.jsonl");
    dropImage("mill.png");
    String png = awaitFile("mill.png.alpaca.jsonl");
    dropImage("mill.jpg");
    String jpg = awaitFile("mill.jpg.alpaca.jsonl");

    assertThat(png).contains("data:image/png").doesNotContain("data:image/jpeg");
    assertThat(jpg).contains("data:image/jpeg").doesNotContain("data:image/png");
    assertThat(read("mill.alpaca.jsonl")).contains("Of wood.").doesNotContain("data:image");
  }

  @Test
  void imagesOfOneNameHaveFilesOfTheirOwn() throws IOException {
    dropImage("mill.png");
    String png = awaitFile("mill.alpaca.jsonl");
    Await.until("the first is taken", () -> Files.notExists(inbox.resolve("mill.png")));
    Files.move(
        Files.copy(IMAGES.resolve("large.png"), inbox.resolve(".hidden")),
        inbox.resolve("mill.png"));
    awaitFile("mill.png.alpaca.jsonl");

    assertThat(read("mill.alpaca.jsonl")).isEqualTo(png);
    assertThat(read("mill.png.alpaca.jsonl").lines()).hasSize(1);
  }

  @Test
  void aFileNamedLikeItsProjectHasItsDatasetBesideTheProjects() throws IOException {
    steps("- {export: {format: alpaca}}\n- {export: {format: alpaca, scope: project}}");
    drop(name + ".md", "The mill at Barbegal had sixteen wheels.");
    String own = awaitFile(name + ".md.alpaca.jsonl");
    drop("other.md", "A mill at Outwood had four sails and two stones.");
    awaitFile("other.alpaca.jsonl");

    Await.until(
        "the project's file has both", () -> read(name + ".alpaca.jsonl").lines().count() == 2);
    assertThat(read(name + ".md.alpaca.jsonl")).isEqualTo(own);
    assertThat(own.lines()).hasSize(1);
  }

  @Test
  void theProjectsFileStepsAsideFromTheOlderOneOfADocument() throws IOException {
    drop(name + ".md", "The mill at Barbegal had sixteen wheels.");
    String own = awaitFile(name + ".alpaca.jsonl");
    steps("- {export: {format: alpaca, scope: project}}");
    drop("other.md", "A mill at Outwood had four sails and two stones.");

    assertThat(awaitFile(name + "-2.alpaca.jsonl").lines()).hasSize(2);
    assertThat(read(name + ".alpaca.jsonl")).isEqualTo(own);
  }

  @Test
  void aPipelineByRestWritesOverNoDatasetOfAnotherFile() throws IOException {
    drop("mills.md", "The mill at Barbegal had sixteen wheels.");
    String dropped = awaitFile("mills.alpaca.jsonl");
    String project = project();
    String file =
        rest.upload("/api/projects/" + project + "/files", "mills.txt", "The mill at Brill grinds.")
            .text("/0/id");

    rest.post(
        "/api/projects/" + project + "/pipelines",
        aPipeline(
                aTask("text-processing"),
                aTask("question-generation").provider(provider),
                aTask("answer-generation").provider(provider))
            .input("file_ids", file)
            .export(json("format", "alpaca")));

    awaitFile("mills.txt.alpaca.jsonl");
    assertThat(read("mills.alpaca.jsonl")).isEqualTo(dropped);
  }

  @Test
  void eachPipelineOfAMixedFolderExportsItsOwnKindOnly() throws IOException {
    steps(
        "- {export: {kind: datasets, format: alpaca}}\n"
            + "- {export: {kind: image-datasets, format: sharegpt}}");
    drop("hill.md", "The mill at Barbegal had sixteen wheels.");
    awaitFile("hill.manifest.json");
    dropImage("mill.png");
    awaitFile("mill.manifest.json");

    assertThat(List.of(outbox.toFile().list()))
        .containsExactlyInAnyOrder(
            "hill.alpaca.jsonl", "hill.manifest.json", "mill.sharegpt.jsonl", "mill.manifest.json");
    assertThat(read("mill.sharegpt.jsonl")).contains("Of wood.");
  }

  @Test
  void anImageIsTakenWhereAnExportIsForEntriesAlone() throws IOException {
    steps(
        "- {export: {format: sharegpt}}\n"
            + "- {export: {format: alpaca, min_score: 0}}\n"
            + "- {export: {format: alpaca, supported: true}}");
    dropImage("mill.png");
    awaitFile("mill.manifest.json");

    assertThat(outbox.toFile().list())
        .containsExactlyInAnyOrder("mill.sharegpt.jsonl", "mill.manifest.json");
  }

  @Test
  void aPipelineByRestExportsWhatItWorkedOnOnly() throws IOException {
    String project = rest.projectWithQuestions("Why one?", "Why two?", "Why three?");
    outbox = HOME.resolve("outbox").resolve(rest.get("/api/projects/" + project).text("/name"));
    rest.end(rest.taskOf("answer-generation", project, provider));
    String of = outbox.getFileName().toString();

    answer(project, "question_ids", id(project, "questions", "Why two?"));
    assertThat(awaitFile(of + ".alpaca.jsonl").lines()).singleElement().asString().contains("two?");
    answer(project, "dataset_ids", id(project, "datasets", "Why one?"));
    assertThat(awaitFile(of + "-2.alpaca.jsonl").lines())
        .singleElement()
        .asString()
        .contains("one?");
    answer(
        project, "chunk_ids", rest.get("/api/projects/" + project + "/chunks").text("/items/0/id"));
    assertThat(awaitFile(of + "-3.alpaca.jsonl").lines()).hasSize(3);
  }

  @Test
  void theFileOfTheProjectStaysBesideThoseOfItsParts() {
    String project = rest.projectWithQuestions("Why one?", "Why two?");
    String of = rest.get("/api/projects/" + project).text("/name");
    outbox = HOME.resolve("outbox").resolve(of);
    String one = id(project, "questions", "Why one?");
    rest.end(rest.taskOf("answer-generation", project, provider));

    answer(project, "question_ids", one, json("format", "alpaca").with("scope", "project"));
    String all = awaitFile(of + ".alpaca.jsonl");
    answer(project, "question_ids", one);
    String part = awaitFile(of + "-2.alpaca.jsonl");

    assertThat(all.lines()).hasSize(2);
    assertThat(part.lines()).hasSize(1);
    assertThat(read(of + ".alpaca.jsonl")).isEqualTo(all);
  }

  @Test
  void theFileOfTheProjectStepsAsideFromTheOlderOneOfAPart() {
    String project = rest.projectWithQuestions("Why one?", "Why two?");
    String of = rest.get("/api/projects/" + project).text("/name");
    outbox = HOME.resolve("outbox").resolve(of);
    String one = id(project, "questions", "Why one?");
    rest.end(rest.taskOf("answer-generation", project, provider));

    answer(project, "question_ids", one);
    String part = awaitFile(of + ".alpaca.jsonl");
    answer(project, "question_ids", one, json("format", "alpaca").with("scope", "project"));
    String all = awaitFile(of + "-2.alpaca.jsonl");
    answer(project, "question_ids", id(project, "questions", "Why two?"));
    awaitFile(of + "-3.alpaca.jsonl");

    assertThat(read(of + ".alpaca.jsonl")).isEqualTo(part);
    assertThat(read(of + "-2.alpaca.jsonl")).isEqualTo(all);
    assertThat(all.lines()).hasSize(2);
  }

  private void answer(String project, String kind, String id) {
    answer(project, kind, id, json("format", "alpaca"));
  }

  private void answer(String project, String kind, String id, JsonBody export) {
    rest.post(
        "/api/projects/" + project + "/pipelines",
        aPipeline(aTask("answer-generation").provider(provider)).input(kind, id).export(export));
  }

  private String id(String project, String list, String question) {
    for (JsonNode row : rest.get("/api/projects/" + project + "/" + list).json().path("items")) {
      if (row.path("question").asText().equals(question)) {
        return row.path("id").asText();
      }
    }
    throw new AssertionError(question + " is not among the " + list);
  }

  private void steps(String exports) throws IOException {
    Files.writeString(
        inbox.resolve("pipeline.yaml"),
        """
        - {task_type: text-processing}
        - {task_type: question-generation, config: {provider_id: %1$s, questions_per_chunk: 1}}
        - {task_type: answer-generation, config: {provider_id: %1$s}}
        - {task_type: image-question-generation, config: {provider_id: %1$s, questions_per_image: 1}}
        - {task_type: image-dataset-generation, config: {provider_id: %1$s}}
        %2$s
        """
            .formatted(provider, exports));
  }

  private void drop(String file, String text) throws IOException {
    Files.move(Files.writeString(inbox.resolve(".hidden"), text), inbox.resolve(file));
  }

  private void dropImage(String file) throws IOException {
    Path hidden = Files.copy(IMAGES.resolve(file), inbox.resolve(".hidden"));
    Files.move(hidden, inbox.resolve(file));
  }

  private String project() {
    return rest.get("/api/projects?name=" + name).text("/items/0/id");
  }

  private List<String> stems(String file) {
    return jdbc.sql(
            "select p.stem from pipeline p join source_file f on f.id = p.file_id"
                + " where p.project_id = ? and f.file_name = ?")
        .params(project(), file)
        .query(String.class)
        .list();
  }

  private String awaitFile(String file) {
    Await.until(file + " appears", () -> Files.exists(outbox.resolve(file)));
    return read(file);
  }

  private String read(String file) {
    try {
      return Files.readString(outbox.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
