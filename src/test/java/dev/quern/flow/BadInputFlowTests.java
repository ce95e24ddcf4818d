package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client sent is answered as the client's: a problem that says what is wrong. */
class BadInputFlowTests extends FlowTest {

  private String project;

  @BeforeEach
  void makeProject() {
    project = rest.project();
  }

  private Reply upload(String name, byte[] content) {
    return rest.upload(
        "/api/projects/" + project + "/files", name.getBytes(StandardCharsets.UTF_8), content);
  }

  private static byte[] document(String name) throws IOException {
    try (InputStream in = BadInputFlowTests.class.getResourceAsStream("/documents/" + name)) {
      return in.readAllBytes();
    }
  }

  private void assertProblem(Reply reply, int status, String... words) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.text("/detail")).isNotBlank();
    for (String word : words) {
      assertThat(reply.text("/detail")).contains(word);
    }
    assertThat(rest.total(project, "files")).isZero();
  }

  @Test
  void refusesAnEmptyFile() {
    assertProblem(upload("a.txt", new byte[0]), 422, "a.txt", "0 bytes");
  }

  @Test
  void refusesABrokenPdf() {
    assertProblem(
        upload("a.pdf", "%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII)), 422, "a.pdf");
  }

  @ParameterizedTest
  @CsvSource({"encrypted.pdf, password", "encrypted.docx, password", "scanned.pdf, no text layer"})
  void saysWhyADocumentHasNoText(String name, String words) throws IOException {
    assertProblem(upload(name, document(name)), 422, name, words);
  }

  @Test
  void refusesAnUnknownBinary() {
    byte[] noise = new byte[5000];
    new java.util.Random(7).nextBytes(noise);

    assertProblem(upload("a.bin", noise), 422, "a.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/x.txt", "..\\\\x.txt", "a\u0007b.txt"})
  void refusesAFileNameThatLeadsElsewhere(String name) {
    assertProblem(upload(name, "Some text.".getBytes(StandardCharsets.UTF_8)), 400, "file");
  }

  @Test
  void refusesAnImageThatIsNone() {
    Reply reply = rest.upload("/api/projects/" + project + "/images", "a.png", "");
    Reply text = rest.upload("/api/projects/" + project + "/images", "a.png", "no image at all");

    assertProblem(reply, 422, "a.png", "0 bytes");
    assertProblem(text, 422, "a.png");
  }

  @Test
  void takesAllFilesOfAnUploadOrNone() {
    Reply bad =
        rest.upload("/api/projects/" + project + "/files", "a.txt", "One two.", "b.txt", "");
    assertProblem(bad, 422, "b.txt");

    Reply good =
        rest.upload("/api/projects/" + project + "/files", "a.txt", "One two.", "b.txt", "Three.");
    assertThat(good.status()).isEqualTo(201);
    assertThat(good.json()).hasSize(2);
    assertThat(rest.total(project, "files")).isEqualTo(2);
  }

  @Test
  void refusesAnUploadWithoutAFile() {
    assertProblem(rest.post("/api/projects/" + project + "/files", json()), 415, "multipart");
  }

  @Test
  void refusesAnImportOfNothing() {
    String path = "/api/projects/" + project + "/datasets/import";
    assertProblem(rest.send("POST", path, BodyPublishers.noBody()), 400, "the file");
  }

  @Test
  void saysWhyALineOfAnImportIsNoJson() {
    Reply reply = rest.post("/api/projects/" + project + "/datasets/import", "{");
    assertThat(reply.text("/refused/0/reason"))
        .isEqualTo("is no JSON: Unexpected end-of-input: expected close marker for Object");
  }

  /** As curl sends a file unless it is told its type: the server would read it as parameters. */
  @Test
  void refusesAnImportThatIsSentAsAForm() {
    Reply refused =
        rest.send(
            "POST",
            "/api/projects/" + project + "/datasets/import",
            BodyPublishers.ofString("{\"instruction\":\"q\",\"output\":\"a\"}"),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertProblem(refused, 415, "application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_type\": 5} | 400 | task_type",
        "{\"task_typ\": \"text-processing\"} | 400 | task_typ",
        "{\"task_type\": \"nothing\"} | 400 | task_type",
        "{\"task_type\": \"text-processing\", \"config\": {\"chunk_size\": \"9\"}} | 400 | config.chunk_size",
        "{\"task_type\": \"text-processing\", \"config\": {\"overlap\": 9, \"chunk_size\": 3}} | 400 | config.overlap",
        "{\"task_type\": \"text-processing\", \"config\": {\"provider_id\": \"default\"}} | 400 | config.provider_id",
        "{\"task_type\": \"question-generation\", \"config\": {\"parallelism\": 513}} | 400 | config.parallelism",
        "{\"task_type\": \"question-generation\", \"config\": {\"provider_id\": \"x\"}} | 422 | config.provider_id",
        "{\"task_type\": \"question-generation\", \"config\": {\"custom_prompt\": \"{txt}\"}} | 400 | config.custom_prompt",
        "{\"task_type\": \"question-generation\", \"input\": {\"chunk_ids\": [\"x\"]}} | 422 | input.chunk_ids",
        "{\"task_type\": \"text-processing\", \"depends_on\": [\"x\"]} | 422 | depends_on",
        "{\"task_type\": \"text-processing\", \"priority\": 1001} | 400 | priority",
        "{\"task_type\": \"text-processing\", \"notify_url\": \"http://169.254.169.254/\"} | 422 | notify_url",
        "{\"task_type\": \"text-processing\", \"notify_url\": \"http://0xA9FEA9FE/\"} | 422 | notify_url",
        "{\"task_type\": \"text-processing\", \"max_cost\": -1} | 400 | max_cost",
        "{\"task_type\": \"text-processing\", \"cache\": 1} | 400 | cache",
      })
  void namesTheFieldOfATaskThatIsWrong(String body, int status, String field) {
    Reply reply = rest.post("/api/projects/" + project + "/tasks", body);

    assertProblem(reply, status);
    assertThat(reply.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void namesTheStepOfAPipelineThatIsWrong() {
    Reply reply =
        rest.post(
            "/api/projects/" + project + "/pipelines",
            aPipeline(aTask("text-processing"), aTask("answer-generation").config("cot", "loud")));

    assertProblem(reply, 400);
    assertThat(reply.text("/errors/0/field")).isEqualTo("steps[1].config.cot");
    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/nothing, 404",
    "GET, /api/projects/x, 404",
    "POST, /api/projects/x/tasks, 400",
    "GET, /api/projects/x/files, 404",
    "GET, /api/projects/x/files/y/text, 404",
    "POST, /api/tasks/x/cancel, 404",
    "POST, /api/tasks/x/resume, 404",
    "GET, /api/tasks/x/cancel, 405",
    "POST, /api/projects/x/tasks/y/z, 404",
    "PUT, /api/projects, 405",
  })
  void answersWhatIsNotThere(String method, String path, int status) {
    assertProblem(rest.send(method, path, BodyPublishers.noBody()), status);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    byte[] large = new byte[11 << 20];
    Arrays.fill(large, (byte) ' ');
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"task_type\": \"text-processing\"".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(large);
    body.writeBytes("}".getBytes(StandardCharsets.UTF_8));
    Reply reply =
        rest.send(
            "POST",
            "/api/projects/" + project + "/tasks",
            BodyPublishers.ofByteArray(body.toByteArray()),
            "Content-Type",
            "application/json");

    assertProblem(reply, 413);
  }

  /** An import takes bodies of any length, by POST alone. */
  @Test
  void refusesABodyThatIsTooLargeWhereAnImportWouldTakeIt() {
    String large = "{\"tags\": [" + "{},".repeat(4 << 20) + "{}]}";
    String path = "/api/projects/" + project + "/datasets/import";
    Reply reply =
        rest.send(
            "PATCH", path, BodyPublishers.ofString(large), "Content-Type", "application/json");

    assertProblem(reply, 413);
  }

  @Test
  void refusesABodyThatIsTooLargeAndDoesNotSayHowLong() {
    byte[] large = new byte[11 << 20];
    Arrays.fill(large, (byte) ' ');
    Reply reply =
        rest.send(
            "POST",
            "/api/projects/" + project + "/tasks",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
            "Content-Type",
            "application/json");

    assertProblem(reply, 413);
  }

  @Test
  void takesABodyThatDoesNotSayHowLong() {
    byte[] body = "{\"task_type\": \"text-processing\"}".getBytes(StandardCharsets.UTF_8);
    Reply reply =
        rest.send(
            "POST",
            "/api/projects/" + project + "/tasks",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
            "Content-Type",
            "application/json");

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
  }

  @Test
  void refusesAPipelineWithoutATask() {
    Reply reply = rest.post("/api/projects/" + project + "/pipelines", aPipeline().export(json()));

    assertProblem(reply, 400, "steps");
  }
}
