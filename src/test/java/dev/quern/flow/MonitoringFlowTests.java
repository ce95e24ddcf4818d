package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.flow.Rest.Reply;
import dev.quern.llm.provider.Providers;
import dev.quern.meter.QuernMeter;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Receiver;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What Prometheus is told of a run, and what rules and dashboards ask of it. */
class MonitoringFlowTests extends FlowTest {

  private static final Path MONITORING = Path.of("config/monitoring");

  /** Names of meters: of Quern, and of what it is made of. */
  private static final Pattern NAME =
      Pattern.compile("\\b(?:quern|hikaricp|disk|jvm|process|http|camel)_[a-z_]+\\b");

  private static final Pattern DELIVERED =
      Pattern.compile("quern_webhooks_total\\{.*outcome=\"delivered\"\\} [1-9]");

  @Autowired private MeterRegistry meters;
  @Autowired private DataSource source;
  @Autowired private Providers providers;

  private String provider;
  private String told;

  @BeforeEach
  void runSomethingOfEachKind() {
    String project = rest.projectWithChunks(4);
    provider =
        rest.provider(
            MODELS.baseUrl(),
            json("stream", true)
                .with("max_concurrency", 1)
                .with("price_input", 1)
                .with("price_output", 2));
    MODELS.first(1).answer(Faults.rateLimited().retryAfter(1));
    MODELS.on(request -> true).times(1).answer(Faults.broken());
    MODELS.on(request -> true).answer(Replies.text("[\"Where does the mill stand?\"]"));
    try (Receiver receiver = Receiver.start()) {
      rest.end(
          rest.task(
              project,
              aTask("question-generation")
                  .with("notify_url", receiver.url("/end"))
                  .with("max_cost", 100)
                  .provider(provider)
                  .config("parallelism", 4)
                  .config("questions_per_chunk", 1)));
      Await.until("the end is told", receiver::got, got -> !got.isEmpty());
      String file =
          rest.upload("/api/projects/" + project + "/files", "stones.md", "# Stones\n\nTwo pairs.")
              .text("/0/id");
      rest.post(
          "/api/projects/" + project + "/pipelines",
          aPipeline(aTask("text-processing").config("min_chunk_chars", 0))
              .input("file_ids", file)
              .export(json("format", "alpaca").with("as", "jsonl")));
    }
    told =
        Await.until(
            "all is metered",
            this::scrape,
            text ->
                text.contains("quern_outbox_exports_total")
                    && DELIVERED.matcher(text).find()
                    && text.contains("quern_warnings_total{"));
  }

  private String scrape() {
    return operator("/actuator/prometheus").text();
  }

  private Reply operator(String path) {
    String login =
        Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8));
    return rest.send("GET", path, BodyPublishers.noBody(), "Authorization", "Basic " + login);
  }

  @Test
  void looksAtTheDiskOfTheHome() {
    Path path = Path.of(operator("/actuator/health").text("/components/diskSpace/details/path"));

    assertThat(path.toAbsolutePath().normalize()).isEqualTo(HOME.toAbsolutePath().normalize());
  }

  @Test
  void tellsEachMeterWithItsHelp() {
    for (QuernMeter meter : QuernMeter.values()) {
      assertThat(told)
          .as(meter.meter())
          .containsPattern("# HELP quern_[a-z_]+ " + Pattern.quote(meter.help()) + "\n");
    }
  }

  @Test
  void tellsWhatTheRunWasLike() {
    assertThat(told)
        .containsPattern("quern_llm_calls_total\\{.*class=\"ok\",.*model=\"stand-in\".*\\} ")
        .containsPattern("quern_llm_calls_total\\{.*class=\"rate-limited\",.*\\} ")
        .containsPattern("quern_llm_latency_seconds_bucket\\{.*class=\"ok\".*le=\"0.1\"\\} ")
        .containsPattern("quern_llm_first_token_seconds_count\\{.*model=\"stand-in\".*\\} ")
        .containsPattern("quern_llm_wait_seconds_count\\{.*reason=\"(concurrency|turn|pause)\"\\} ")
        .containsPattern("quern_llm_cost_total\\{.*model=\"stand-in\".*\\} [0-9.]*[1-9]")
        .containsPattern("quern_warnings_total\\{.*warning=\"repeated_question\"\\} ")
        .containsPattern("quern_extraction_seconds_count\\{.*format=\"md\",outcome=\"read\"\\} ")
        .containsPattern(DELIVERED)
        .containsPattern("quern_webhooks_total\\{.*outcome=\"gave_up\"\\} [0-9]")
        .containsPattern("quern_tasks_open\\{.*state=\"paused\"\\} ")
        .containsPattern("quern_node_lease_age_seconds\\{.*node=\".+\"\\} [0-9]")
        .containsPattern("quern_node_parts\\{.*node=\".+\"\\} [0-9]")
        .containsPattern("quern_database_size_bytes\\{.*\\} [1-9]");
  }

  @Test
  void saysNothingMoreOfProvidersThatWereDeletedHereOrOnAnotherNode() {
    // A hundred have meters of their own: those of the classes before make room.
    jdbc.sql("delete from llm_provider where id like 'm-%'").update();
    providers.noticeDeleted();
    String here = usedProvider();
    String elsewhere = usedProvider();
    assertThat(scrape()).contains(named(here), named(elsewhere));

    assertThat(rest.delete("/api/providers/" + here).status()).isEqualTo(204);
    assertThat(scrape()).doesNotContain(named(here)).contains(named(elsewhere));

    jdbc.sql("delete from llm_provider where id = :id").param("id", elsewhere).update();
    Await.until("it is noticed", this::scrape, text -> !text.contains(named(elsewhere)));
  }

  private String usedProvider() {
    String used = rest.provider(MODELS.baseUrl());
    rest.end(rest.taskOf("question-generation", rest.projectWithChunks(1), used));
    return used;
  }

  private static String named(String provider) {
    return "provider=\"" + provider + "\"";
  }

  /** They would be several meters more for each item, of which Quern's own tell as much. */
  @Test
  void leavesTheRoutesOfItemsAndCallsToQuernsMeters() {
    assertThat(told)
        .contains("routeId=\"question-generation\"")
        .doesNotContain("routeId=\"question-generation-item\"", "routeId=\"call-provider\"");
  }

  /** A gauge that is away for a moment is missing from the scrape of that moment. */
  @Test
  void takesNoGaugeAwayWhileItsValueChanges() {
    Queue<String> removed = new ConcurrentLinkedQueue<>();
    meters.config().onMeterRemoved(meter -> removed.add(meter.getId().getName()));
    double before = sizeOfDatabase();

    jdbc.sql("create table filler as select repeat('x', 100) from generate_series(1, 100000)")
        .update();
    try {
      Await.until("the gauges are renewed", () -> sizeOfDatabase() > before);
    } finally {
      jdbc.sql("drop table filler").update();
    }
    assertThat(removed).isEmpty();
  }

  @Test
  void tellsHowManyRunsANodeWorksOn() {
    Await.until("no run is metered", () -> runsOfThisNode() == 0);
    MODELS.clearRules();
    MODELS.replyWith(request -> Faults.silence());
    String project = rest.projectWithChunks(1);
    String task = rest.taskOf("question-generation", project, rest.provider(MODELS.baseUrl()));

    Await.until("the run is metered", () -> runsOfThisNode() == 1);

    rest.post("/api/tasks/" + task + "/cancel");
    rest.end(task);
    Await.until("its end is metered", () -> runsOfThisNode() == 0);
  }

  /** One crash of a node that works on two tasks is no sign that a task does harm. */
  @Test
  void tellsOfTheTaskUnderWhichProcessesEndedMostOften() {
    String project = rest.project();
    TaskBody later = aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z");
    List<String> tasks = List.of(rest.task(project, later), rest.task(project, later));
    jdbc.sql("update task set crashes = 1 where project_id = ?").param(project).update();
    Await.until("one crash is metered", () -> crashes() == 1);
    jdbc.sql("update task set crashes = 2 where id = ?").param(tasks.get(0)).update();
    Await.until("the second of a task is metered", () -> crashes() == 2);
    tasks.forEach(task -> rest.post("/api/tasks/" + task + "/cancel"));
  }

  private double crashes() {
    return meters.get("quern.tasks.crashes").gauge().value();
  }

  private double runsOfThisNode() {
    return meters.get("quern.node.parts").gauge().value();
  }

  /** They are read, and cannot be stored while another transaction has the table. */
  @Test
  void countsTheFilesThatWaitInTheInbox() throws Exception {
    Path inbox = Files.createDirectories(HOME.resolve("inbox").resolve(rest.project()));
    double others = waitingInTheInbox(); // of other tests
    try (var holder = source.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table source_file in access exclusive mode");
      for (String name : List.of("a.md", "b.md", "c.part")) {
        Files.writeString(inbox.resolve(name), "# Mills\n\nThey grind.");
      }
      Await.until("two wait", () -> waitingInTheInbox() == others + 2);
      holder.rollback();
      holder.setAutoCommit(true);
    }
    Await.until("none waits", () -> waitingInTheInbox() == others);
    assertThat(inbox.resolve(".done/b.md")).exists();
  }

  @Test
  void seesThatAFileIsTakenInWhileAnotherWaits() throws Exception {
    Path inbox = Files.createDirectories(HOME.resolve("inbox").resolve(rest.project()));
    double others = waitingInTheInbox();
    Path grows = inbox.resolve("grows.md");
    Await.until("it waits", () -> grow(grows) && waitingInTheInbox() > others);
    long begun = System.nanoTime();

    Files.writeString(inbox.resolve("mills.md"), "# Mills\n\nThey grind.");

    Await.until("the one is taken in", () -> grow(grows) && stuckForLessThanSince(begun));
    assertThat(grows).exists();
    Await.until("none waits", () -> waitingInTheInbox() <= others);
    assertThat(inbox.resolve(".done")).isDirectoryContaining("glob:**mills.md");
  }

  private static boolean grow(Path file) {
    try {
      Files.writeString(file, "They grind.\n\n", CREATE, APPEND);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean stuckForLessThanSince(long begun) {
    double since = (System.nanoTime() - begun) / 1e9;
    return meters.get("quern.intake.stuck").gauge().value() < since;
  }

  private double waitingInTheInbox() {
    return meters.get("quern.intake.waiting").tag("source", "dropped").gauge().value();
  }

  private double sizeOfDatabase() {
    return meters.get("quern.database.size").gauge().value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules.yaml", "grafana/operator.json", "grafana/models.json"})
  void hasEveryMeterThatIsAskedFor(String file) throws Exception {
    Set<String> asked = new TreeSet<>();
    expressions(new YAMLMapper().readTree(MONITORING.resolve(file).toFile()), asked);
    assertThat(asked).isNotEmpty();
    Set<String> series = new TreeSet<>();
    told.lines().filter(line -> !line.startsWith("#")).forEach(l -> series.add(name(l)));

    assertThat(series).containsAll(asked);
  }

  private static String name(String line) {
    return line.substring(0, Math.min(line.indexOf(' '), (line + "{").indexOf('{')));
  }

  private static void expressions(JsonNode node, Set<String> names) {
    for (String field : new String[] {"expr", "definition"}) {
      Matcher found = NAME.matcher(node.path(field).asText());
      while (found.find()) {
        names.add(found.group());
      }
    }
    node.forEach(child -> expressions(child, names));
  }

  @Test
  void saysForEachAlertWhatToDo() throws Exception {
    JsonNode rules = new YAMLMapper().readTree(MONITORING.resolve("rules.yaml").toFile());
    String operations = Files.readString(Path.of("src/docs/operations.md"));
    assertThat(rules.findValues("alert")).hasSizeGreaterThan(10);
    for (JsonNode group : rules.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (rule.has("alert")) {
          String name = rule.path("alert").asText();
          assertThat(rule.at("/annotations/runbook").asText()).as(name).endsWith(".");
          assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
          assertThat(operations).as("What to do for " + name).contains("**" + name + "**");
        }
      }
    }
  }
}
