package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pipelines leave in the outbox: every format, several files, one for a whole folder. */
class OutboxFlowTests extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT =
      """
      # The mill of %s

      The mill of %s was built in 1185 beside the river. A wooden wheel drove two pairs of stones.
      Farmers from seven villages brought their corn and paid the miller a sixteenth of the flour.
      """;

  private final String project = "outbox-" + Ids.next();
  private Path inbox;
  private Path outbox;

  @BeforeEach
  void folders() throws IOException {
    inbox = Files.createDirectories(HOME.resolve("inbox").resolve(project));
    outbox = HOME.resolve("outbox").resolve(project);
  }

  @Test
  void leavesSeveralFilesAndAManifest() throws Exception {
    steps(
        """
        - {export: {format: messages, as: parquet}}
        - {export: {format: hugging-face, as: jsonl, split: 0.2}}
        - {export: {format: raw, as: csv, limit: 1, system: Be brief.}}
        """);
    drop("wool.md");
    JsonNode manifest = JSON.readTree(awaitFile("wool.manifest.json").toFile());
    assertThat(manifest.at("/project").asText()).isEqualTo(project);
    assertThat(manifest.get("files").findValuesAsText("name"))
        .containsExactly("wool.messages.parquet", "wool.hugging-face.zip", "wool.raw.csv");
    for (JsonNode file : manifest.get("files")) {
      byte[] bytes = Files.readAllBytes(outbox.resolve(file.get("name").asText()));
      assertThat(file.get("bytes").asLong()).isEqualTo(bytes.length);
      assertThat(file.get("sha256").asText())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      assertThat(file.get("records").asLong()).isPositive();
      assertThat(file.get("models")).isNotEmpty();
      assertThat(pipelineWith(file.get("options")).status()).isEqualTo(202);
    }
    assertThat(manifest.at("/files/2/records").asInt()).isOne();
    assertThat(manifest.at("/files/2/options/system").asText()).isEqualTo("Be brief.");
    assertThat(manifest.at("/files/1/train").isNumber()).isTrue();
  }

  /** The person who drops files need not be the user that Quern runs as. */
  @Test
  void leavesFilesThatOthersMayReadAsTheyMayOtherFiles() throws IOException {
    steps("- {export: {format: alpaca}}\n");
    drop("wool.md");
    Path other = Files.writeString(inbox.resolve(".other"), "made without rights of its own");
    for (String end : new String[] {"manifest.json", "alpaca.jsonl"}) {
      assertThat(Files.getPosixFilePermissions(awaitFile("wool." + end)))
          .isEqualTo(Files.getPosixFilePermissions(other));
    }
  }

  /** A name that fits into the 255 bytes of file systems with the ending, and little else. */
  @Test
  void leavesTheFilesOfADocumentWithALongNameOfManyBytes() throws Exception {
    steps(
        """
        - {export: {format: alpaca}}
        - {export: {format: multilingual-thinking}}
        """);
    drop(
        "Постановление Правительства Российской Федерации о порядке предоставления субсидий"
            + " юридическим лицам 2024 год.md");
    Await.until("both files and the manifest appear", () -> left().count() == 3);
    assertThat(left())
        .allMatch(name -> name.startsWith("Постановление Правительства Российской Федерации о"))
        .satisfiesExactlyInAnyOrder(
            name -> assertThat(name).endsWith(".alpaca.jsonl"),
            name -> assertThat(name).endsWith(".multilingual-thinking.jsonl"),
            name -> assertThat(name).endsWith(".manifest.json"));
  }

  @Test
  void leavesOneFileForAllDocumentsOfAFolder() throws Exception {
    steps("- {export: {format: alpaca, scope: project}}\n");
    for (String name : new String[] {"one", "two", "three"}) {
      drop(name + ".md");
    }
    Path file = outbox.resolve(project + ".alpaca.jsonl");
    Await.until(
        "one file holds what was made of all three",
        () -> Stream.of("one", "two", "three").allMatch(name -> read(file).contains(name)));
    assertThat(outbox.resolve("one.alpaca.jsonl")).doesNotExist();
    awaitFile(project + ".manifest.json");
  }

  @Test
  void refusesWhatCannotBeWritten() {
    String id = rest.project();
    var reply =
        rest.post(
            "/api/projects/" + id + "/pipelines",
            aPipeline(aTask("text-processing"))
                .export(json())
                .export(json("format", "llama-factory").with("as", "csv")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).isEqualTo("steps[2].export.as");
  }

  private Rest.Reply pipelineWith(JsonNode export) {
    JsonBody body = json();
    for (Map.Entry<String, JsonNode> option : export.properties()) {
      body = body.with(option.getKey(), option.getValue());
    }
    return rest.post(
        "/api/projects/" + rest.project() + "/pipelines",
        aPipeline(aTask("text-processing")).export(body));
  }

  private void steps(String exports) throws IOException {
    Files.writeString(
        inbox.resolve("pipeline.yaml"),
        """
        - {task_type: text-processing, config: {strategy: auto}}
        - {task_type: question-generation, config: {questions_per_chunk: 2}}
        - {task_type: answer-generation}
        """
            + exports);
  }

  private void drop(String name) throws IOException {
    String of = name.replace(".md", "");
    Path hidden = inbox.resolve("." + name);
    Files.writeString(hidden, TEXT.formatted(of, of));
    Files.move(hidden, inbox.resolve(name));
  }

  private Path awaitFile(String name) {
    Path file = outbox.resolve(name);
    Await.until(file + " appears", () -> Files.exists(file));
    return file;
  }

  /** The names in the outbox, hidden ones too. */
  private Stream<String> left() {
    String[] names = outbox.toFile().list();
    return names == null ? Stream.of() : Stream.of(names);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
