package dev.quern.chaos;

import static dev.quern.testing.JsonBody.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.flow.Rest;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What src/docs/operations.md tells operators to do, done with the processes themselves. */
class OperationsTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final ModelServer models = ModelServer.start();
  private final List<QuernNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(QuernNode::close);
    models.close();
  }

  private QuernNode node(String home, String... settings) {
    QuernNode node = QuernNode.start(folder.resolve(home), "operations-" + home, List.of(settings));
    nodes.add(node);
    return node.up();
  }

  /** Quern's own process, with a command instead of the server; what it says. */
  private static String command(int exit, String... arguments) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.aot.enabled=true", // nothing is prepared for commands
                "-classpath",
                QuernNode.classPath(),
                "dev.quern.Quern"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  @Test
  void aBackupOfARunningNodeIsRestoredElsewhereAndItsKeyChanged() throws Exception {
    QuernNode first = node("first");
    String project = first.rest().projectWithChunks(5);
    String provider = first.rest().provider(models.baseUrl(), json("api_key", "sk-secret"));
    String home = "--quern.home=" + folder.resolve("second");
    String file = folder.resolve("quern.zip").toString();

    assertThat(command(0, "--backup=" + file, "--quern.home=" + first.home())).contains(file);
    assertThat(command(1, "--rotate-secret-key", "--quern.home=" + first.home()))
        .contains("already runs");
    first.rest().projectWithChunks(1);
    command(0, "--restore=" + file, home);
    Files.copy(first.home().resolve("secret.key"), folder.resolve("second/secret.key"));
    String key = Files.readString(folder.resolve("second/secret.key"));
    assertThat(command(0, "--rotate-secret-key", home)).contains("1 secrets are encrypted");

    assertThat(Files.readString(folder.resolve("second/secret.key"))).isNotEqualTo(key);
    assertThat(Files.readString(folder.resolve("second/secret.key.old"))).isEqualTo(key);
    QuernNode second = node("second");
    Rest rest = second.rest();
    assertThat(rest.get("/api/projects").json().path("total").asInt()).isEqualTo(1);
    assertThat(rest.total(project, "chunks")).isEqualTo(5);
    JsonNode files = rest.get("/api/projects/" + project + "/files").json();
    assertThat(
            rest.get(
                    "/api/projects/"
                        + project
                        + "/files/"
                        + files.at("/items/0/id").asText()
                        + "/text")
                .text())
        .contains("The mill number 5");
    models.requireKey("sk-secret");
    assertThat(rest.post("/api/providers/" + provider + "/test").json().path("ok").asBoolean())
        .isTrue();
    assertThat(second.logged("key for secrets is not")).isZero();
  }

  /** On PostgreSQL 17, with the data directory of a restored backup. */
  @Test
  void aHomeMovesFromItsEmbeddedPostgresToAServer() throws Exception {
    QuernNode embedded = node("home");
    models.on(request -> true).answer(Replies.questions(1));
    String project = embedded.rest().projectWithChunks(5);
    String provider = embedded.rest().provider(models.baseUrl(), json("api_key", "sk-secret"));
    String task = embedded.rest().taskOf("question-generation", project, provider);
    JsonNode ended = embedded.rest().end(task);
    embedded.term();
    String home = "--quern.home=" + embedded.home();
    String file = folder.resolve("move.zip").toString();

    command(0, "--backup=" + file, home);
    command(0, "--restore=" + file, "--quern.home=" + folder.resolve("move"));
    String password = Files.readString(embedded.home().resolve("postgres-password")).strip();
    try (EmbeddedPostgres server = server(folder.resolve("move/postgres"), password)) {
      JdbcClient.create(new DriverManagerDataSource(url(server), "postgres", password))
          .sql("alter user postgres password 'another'")
          .update();
      QuernNode moved = node("home", settings(server, "another"));

      assertThat(embedded.home().resolve("postgres/postmaster.pid")).doesNotExist();
      Rest rest = moved.rest();
      assertThat(rest.total(project, "chunks")).isEqualTo(5);
      assertThat(rest.total(project, "questions")).isEqualTo(5);
      assertThat(rest.get("/api/tasks/" + task).json()).isEqualTo(ended);
      String original = rest.get("/api/projects/" + project + "/files").text("/items/0/id");
      assertThat(rest.get("/api/projects/" + project + "/files/" + original + "/content").status())
          .isEqualTo(200);
      models.requireKey("sk-secret");
      assertThat(rest.post("/api/providers/" + provider + "/test").json().path("ok").asBoolean())
          .isTrue();
      String more = rest.projectWithChunks(2);
      JsonNode next = rest.end(rest.taskOf("question-generation", more, provider));
      assertThat(next.path("completed_count").asInt()).isEqualTo(2);
      moved.term();
    }
  }

  /** What {@code pg_ctl start} starts on a data directory, whose clients need the password. */
  private static EmbeddedPostgres server(Path data, String password) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setConnectConfig("password", password)
        .start();
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  private static String[] settings(EmbeddedPostgres server, String password) {
    return new String[] {
      "spring.datasource.url=" + url(server),
      "spring.datasource.username=postgres",
      "spring.datasource.password=" + password
    };
  }

  /** As the jar does, by itself; from a folder of classes it has to be told. */
  @Test
  void aStartWithPreparedBeansServesWorksAndStops() throws IOException {
    QuernNode node =
        QuernNode.start(
            folder.resolve("prepared"),
            "operations-prepared",
            List.of("quern.security.operator-password=secret"),
            "-Dspring.aot.enabled=true");
    nodes.add(node);
    Rest rest = node.up().rest();
    models.on(request -> true).answer(Replies.questions(1));

    String project = rest.projectWithChunks(3);
    rest.end(rest.taskOf("question-generation", project, rest.provider(models.baseUrl())));

    assertThat(node.logged("Starting AOT-processed Quern")).isOne();
    assertThat(rest.total(project, "questions")).isEqualTo(3);
    assertThat(
            rest.send(
                    "GET",
                    "/actuator/hawtio/index.html",
                    BodyPublishers.noBody(),
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString("operator:secret".getBytes(UTF_8)))
                .text())
        .contains("Hawtio");
    node.term();
    assertThat(node.home().resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(node.logged("ERROR")).isZero();
  }

  @Test
  void logsAreJsonWithTaskItemAndProvider() throws IOException {
    QuernNode node = node("logs", "logging.structured.format.console=ecs");
    String project = node.rest().projectWithChunks(1);
    String provider = node.rest().provider(models.baseUrl());
    models.first(1).answer(Faults.rateLimited().retryAfter(1));
    models.on(request -> true).answer(Replies.text("I would rather not."));
    String task =
        node.rest().taskOf("question-generation", project, provider, json("max_attempts", 1));
    node.rest().end(task);

    List<JsonNode> lines = new ArrayList<>();
    for (String line : node.log()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).allMatch(line -> line.hasNonNull("@timestamp") && line.hasNonNull("message"));
    assertContext(line(lines, "begins"), task, "", "");
    assertContext(line(lines, "Waiting "), task, "1", provider);
    assertContext(line(lines, "item 1 "), task, "1", "");
    assertContext(line(lines, "is failed"), task, "", "");
  }

  /** From its first line to its last, on a PostgreSQL of its own, each logger at DEBUG. */
  @Test
  void noLogOfAWholeRunAndNoCommandLineShowsASecret() throws IOException {
    QuernNode node =
        node(
            "secrets",
            "logging.level.root=DEBUG",
            "logging.level.dev.quern=TRACE",
            "quern.notify.secret=secret-of-receivers",
            "debug=true");
    String project = node.rest().projectWithChunks(2);
    models.requireKey("sk-secret");
    models.on(request -> true).answer(Replies.questions(1));
    String provider = node.rest().provider(models.baseUrl(), json("api_key", "sk-secret"));
    node.rest().end(node.rest().taskOf("question-generation", project, provider));
    String commands = commandLines();
    node.term();

    String log = String.join("\n", node.log());
    assertThat(log).contains("DEBUG", "is completed", "CONDITIONS EVALUATION REPORT");
    for (String name : List.of("postgres-password", "secret.key")) {
      String secret = Files.readString(node.home().resolve(name)).strip();
      assertThat(secret).hasSizeGreaterThan(10);
      assertThat(log.contains(secret)).as("the log shows " + name).isFalse();
      assertThat(commands.contains(secret)).as("a command line shows " + name).isFalse();
    }
    for (String secret : List.of("sk-secret", "secret-of-receivers")) {
      assertThat(log.contains(secret)).as("the log shows " + secret).isFalse();
    }
  }

  /** What whoever may list processes sees of them all; nothing where there is no /proc. */
  private static String commandLines() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .collect(Collectors.joining("\n"));
  }

  private static void assertContext(JsonNode line, String task, String item, String provider) {
    assertThat(line.path("task").asText()).isEqualTo(task);
    assertThat(line.path("item").asText()).isEqualTo(item);
    assertThat(line.path("provider").asText()).isEqualTo(provider);
  }

  /** The last line of a task that says this. */
  private static JsonNode line(List<JsonNode> lines, String words) {
    List<JsonNode> found =
        lines.stream()
            .filter(line -> line.has("task") && line.path("message").asText().contains(words))
            .toList();
    assertThat(found).as(words).isNotEmpty();
    return found.get(found.size() - 1);
  }
}
