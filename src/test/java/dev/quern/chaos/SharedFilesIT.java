package dev.quern.chaos;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest;
import dev.quern.testing.Await;
import dev.quern.testing.S3Server;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes with homes of their own: each has the files that the other took in. */
class SharedFilesIT extends ChaosTest {

  private static final int FILES = 60;
  private static final long LARGE = 200L << 20;

  private S3Server server;

  private QuernNode node(String name, String store, String... more) throws IOException {
    List<String> settings = new ArrayList<>(Arrays.asList(more));
    settings.add("quern.tasks.cpu-workers=1");
    settings.add("quern.files.store=" + store);
    if (store.equals("s3")) {
      if (server == null) {
        server = S3Server.start(Files.createDirectories(folder.resolve("bucket")));
      }
      settings.addAll(Arrays.asList(server.settings()));
    }
    return launch(name, settings.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"database", "s3"})
  void imagesAreTakenOutOfFilesOnTheNodeThatDidNotTakeThemIn(String store) throws Exception {
    QuernNode a = node("a", store);
    QuernNode b = node("b", store);
    a.up();
    byte[] content = Files.readAllBytes(Path.of("src/test/resources/documents/pictures.docx"));
    String project = a.rest().project();
    String last = "";
    for (int i = 0; i < FILES; i++) {
      byte[] name = ("pictures-" + i + ".docx").getBytes(StandardCharsets.UTF_8);
      Rest.Reply taken = a.rest().upload("/api/projects/" + project + "/files", name, content);
      assertThat(taken.status()).as(taken.text()).isEqualTo(201);
      last = taken.text("/0/id");
    }
    b.up();

    String task = a.rest().task(project, aTask("text-processing").config("extract_images", true));
    Work work = new Work(project, task, FILES);
    Set<String> nodes = new TreeSet<>();
    JsonNode ended =
        Await.atMost(Duration.ofMinutes(5))
            .sees(
                "the task ends",
                () -> {
                  JsonNode now = b.rest().get("/api/tasks/" + task).json();
                  now.path("detail")
                      .path("nodes")
                      .forEach(node -> nodes.add(node.path("node").asText()));
                  return now;
                },
                now -> now.path("end_time").isTextual());

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.path("completed_count").asInt()).isEqualTo(FILES);
    assertThat(nodes).hasSize(2);
    assertThat(number("(select count(*)::int from chunk where project_id = task.project_id)", work))
        .isGreaterThanOrEqualTo(FILES);
    assertThat(number("(select count(*)::int from image where project_id = task.project_id)", work))
        .isEqualTo(2 * FILES);
    figure("items by part", byPart(task));
    assertThat(byPart(task)).hasSize(2);
    Path fetched = folder.resolve("fetched");
    assertThat(fetch(b, project, last, fetched)).isEqualTo(200);
    assertThat(fetched).hasBinaryContent(content);
  }

  @Test
  void aStoreThatDoesNotAnswerIsWaitedFor() throws Exception {
    QuernNode a = node("a", "s3");
    QuernNode b = node("b", "s3");
    a.up();
    byte[] content = Files.readAllBytes(Path.of("src/test/resources/documents/pictures.docx"));
    String project = a.rest().project();
    byte[] name = "pictures.docx".getBytes(StandardCharsets.UTF_8);
    String files = "/api/projects/" + project + "/files";
    String file = a.rest().upload(files, name, content).text("/0/id");
    a.kill();
    b.up();
    server.failAlways(503);

    assertThat(b.health()).isEqualTo(503);
    assertThat(b.rest().get(files + "/" + file + "/content").status()).isEqualTo(503);
    Rest.Reply refused = b.rest().upload(files, "b.md".getBytes(), "# B\n\nText.".getBytes());
    assertThat(refused.status()).as(refused.text()).isEqualTo(503);
    assertThat(refused.text("/detail")).contains("bucket", "HTTP 503", "tried again");
    String task = b.rest().task(project, aTask("text-processing").config("extract_images", true));
    Await.atMost(Duration.ofMinutes(2))
        .sees(
            "the item says what it waits for",
            () -> b.rest().get("/api/tasks/" + task + "/items").text("/items/0/error"),
            error -> error.contains("bucket") && error.contains("tried again"));
    server.failAlways(200);

    JsonNode ended = end(b, new Work(project, task, 1));
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(b.health()).isEqualTo(200);
    assertThat(b.logged(S3Server.SECRET_KEY)).isZero();
  }

  private List<Long> byPart(String task) {
    return jdbc.sql(
            "select count(*) from task_item where task_id = ? and part is not null group by part")
        .param(task)
        .query(Long.class)
        .list();
  }

  /** In a heap of 160 MB, beside all that a Quern needs. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "database", "s3"})
  void aFileLargerThanTheHeapIsTakenInAndHandedOut(String store) throws Exception {
    QuernNode a = node("a", store, "-Xmx160m", "quern.intake.max-file-size=250MB");
    QuernNode b = node("b", store, "-Xmx160m");
    Path large = folder.resolve("large.csv");
    write(large);
    a.up();
    String project = a.rest().project();

    Rest.Reply taken = send(a, project, large);
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    String file = taken.text("/0/id");

    Path fetched = folder.resolve("fetched");
    QuernNode reader = store.equals("local") ? a : b.up();
    assertThat(fetch(reader, project, file, fetched)).isEqualTo(200);
    assertThat(Files.mismatch(fetched, large)).isEqualTo(-1);
  }

  private static void write(Path file) throws IOException {
    byte[] row =
        "the corn,the quern,the flour,the bread of the day\n".getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long size = 0; size < LARGE; size += row.length) {
        out.write(row);
      }
    }
  }

  private static Rest.Reply send(QuernNode node, String project, Path file) throws IOException {
    String head =
        "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.csv\"\r\n\r\n";
    return node.rest()
        .send(
            "POST",
            "/api/projects/" + project + "/files",
            BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--border--\r\n")),
            "Content-Type",
            "multipart/form-data; boundary=border");
  }

  private static int fetch(QuernNode node, String project, String file, Path into)
      throws IOException, InterruptedException {
    URI uri = URI.create(node.url() + "/api/projects/" + project + "/files/" + file + "/content");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofFile(into))
        .statusCode();
  }

  @AfterEach
  void closeServer() {
    if (server != null) {
      server.close();
    }
  }
}
