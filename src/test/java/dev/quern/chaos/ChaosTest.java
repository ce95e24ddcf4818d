package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Latency;
import dev.quern.testing.ModelServer;
import dev.quern.testing.TaskBody;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A test that hurts processes: a database of its own, a model that takes 300 ms a call, nodes by
 * name. When it is over, the rules of {@code invariants.sql} are looked at. A call of 300 ms keeps
 * its place in the window until its result is committed, so a crash repeats a window at most.
 */
abstract class ChaosTest {

  static final int WINDOW = 4;
  static final Duration CALL = Duration.ofMillis(300);

  @TempDir(cleanup = CleanupMode.NEVER) // what a killed node left may still be written to
  Path folder;

  final Postgres postgres = Postgres.shared();
  final ModelServer model = ModelServer.start();
  JdbcClient jdbc;
  String database;

  private final List<QuernNode> nodes = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private String test;
  private String provider;

  @BeforeEach
  void prepare(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    if (!info.getDisplayName().startsWith(test)) {
      test += info.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
    }
    database = postgres.database();
    jdbc = postgres.jdbc(database);
    model.latency(Latency.fixed(CALL)).replyWith(Mills::twoQuestions);
  }

  @AfterEach
  void checkAndEnd() throws Exception {
    try {
      Invariants.hold(jdbc);
    } finally {
      nodes.forEach(QuernNode::close);
      proxies.forEach(Proxy::close);
      model.close();
      Await.atMost(Duration.ofMinutes(1))
          .holds("what the killed nodes' parsers still write to is deleted", this::isDeleted);
    }
  }

  private boolean isDeleted() {
    return FileSystemUtils.deleteRecursively(folder.toFile()) || Files.notExists(folder);
  }

  /** Begins to start a node on the test's database; more settings as for {@link QuernNode}. */
  QuernNode launch(String name, String... settings) {
    return launch(name, postgres.port(), settings);
  }

  /** The same, by way of a port between the node and its PostgreSQL. */
  QuernNode launch(String name, int port, String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    all.add("spring.datasource.url=" + Postgres.url(database, port));
    return launchWith(name, all);
  }

  /** The same, with nothing set but this: with an embedded PostgreSQL, for instance. */
  QuernNode launchWith(String name, List<String> settings, String... jvm) {
    List<String> options = new ArrayList<>(Arrays.asList(jvm));
    List<String> spring = new ArrayList<>();
    settings.forEach(s -> (s.startsWith("-D") ? options : spring).add(s));
    QuernNode node =
        QuernNode.start(
            folder.resolve(name), test + "-" + name, spring, options.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  /** A way to PostgreSQL that can be cut. */
  Proxy proxy() {
    Proxy proxy = new Proxy(postgres.port());
    proxies.add(proxy);
    return proxy;
  }

  /** A task over so many mills in a project of its own. */
  record Work(String project, String task, int items) {}

  /** Submits a question-generation over so many mills, {@value #WINDOW} at once. */
  Work submit(QuernNode node, int items) {
    String project = Mills.project(jdbc, items);
    try {
      return new Work(project, questions(node, project), items);
    } catch (UncheckedIOException e) {
      return new Work(project, onlyTask(project), items); // the node died before it could answer
    }
  }

  private String onlyTask(String project) {
    return jdbc.sql("select id from task where project_id = ?")
        .param(project)
        .query(String.class)
        .single();
  }

  /** A question-generation over the project; its id. */
  String questions(QuernNode node, String project, JsonBody... more) {
    if (provider == null) {
      provider = node.rest().provider(model.baseUrl());
    }
    TaskBody task =
        aTask("question-generation")
            .provider(provider)
            .config("parallelism", WINDOW)
            .config("questions_per_chunk", 2);
    for (JsonBody fields : more) {
      task = task.with(fields);
    }
    return node.rest().task(project, task);
  }

  /** Asks for a move of the task: cancel, pause or resume. */
  static void ask(QuernNode node, Work work, String move) {
    assertThat(node.rest().post("/api/tasks/" + work.task() + "/" + move).status()).isEqualTo(202);
  }

  /** Waits until so many items of the task are stored. */
  void awaitDone(Work work, int items) {
    Await.atMost(Duration.ofMinutes(2))
        .sees(
            items + " items are stored",
            () -> number("completed_count", work),
            n -> n >= items || number("epoch * (end_time is not null)::int", work) > 0);
    assertThat(number("completed_count", work))
        .as("items that are stored")
        .isGreaterThanOrEqualTo(items);
  }

  /** Waits until the task has ended, and returns it. */
  JsonNode end(QuernNode node, Work work) {
    return end(node, work, Duration.ofMinutes(3));
  }

  JsonNode end(QuernNode node, Work work, Duration atMost) {
    return Await.atMost(atMost)
        .sees(
            "the task ends",
            () -> node.rest().get("/api/tasks/" + work.task()).json(),
            task -> task.path("end_time").isTextual());
  }

  /** Waits for the end of the task: completed, each mill with its two questions. */
  void awaitExact(QuernNode node, Work work) {
    JsonNode task = end(node, work);
    assertThatTask(task).isCompleted().hasDone(work.items()).hasTotal(work.items());
    List<Map<String, Object>> wrong =
        jdbc.sql(
                """
                select c.name, array_agg(q.question) from chunk c
                left join question q on q.chunk_id = c.id and q.task_id = :task
                where c.project_id = :project
                group by c.name having count(distinct q.question) <> 2 or count(q.question) <> 2
                """)
            .param("task", work.task())
            .param("project", work.project())
            .query()
            .listOfRows();
    assertThat(wrong).as("mills without their two questions").isEmpty();
  }

  /** A number of a task's row. */
  int number(String column, Work work) {
    return jdbc.sql("select " + column + " from task where id = ?")
        .param(work.task())
        .query(Integer.class)
        .single();
  }

  /** Who holds the task's entry in the scheduler; empty for nobody. */
  String holder(Work work) {
    return jdbc.sql(
            """
            select coalesce(picked_by, '') from scheduled_tasks
            where split_part(task_instance, ':', 1) = ?
            """)
        .param(work.task())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** Of two nodes the one that runs the task, once one does. */
  QuernNode runner(Work work, QuernNode... candidates) {
    String holder = Await.until("a node has the task", () -> holder(work), h -> !h.isEmpty());
    return Arrays.stream(candidates).filter(n -> n.isNamed(holder)).findFirst().orElseThrow();
  }

  /** Calls of the model for the task's mills. */
  long callsFor(Work work) {
    return model.traffic().kept().stream().filter(r -> r.mentions(work.project())).count();
  }

  /** Calls of the model for a mill that had been asked about before. */
  int repeatedCalls() {
    return Mills.repeatedCalls(model);
  }

  /** Waits for the next call of the model, and says how long that was after the moment given. */
  Duration untilNextCall(Instant since, int callsBefore) {
    Await.atMost(Duration.ofMinutes(2))
        .holds("the model is asked again", () -> model.traffic().requests() > callsBefore);
    return Duration.between(since, model.traffic().arrivals().get(callsBefore));
  }

  /** A figure for whoever reads the output. */
  void figure(String what, Object value) {
    System.out.printf("chaos: %s: %s: %s%n", test, what, value);
  }
}
