package dev.quern.chaos;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.TaskBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What tests of one task on several nodes share: nodes that join, and who works on what. */
abstract class SharedTest extends ChaosTest {

  static final String SHARE = "quern.tasks.share-from=20";
  static final int PARALLELISM = 12;

  QuernNode node(String name, String... more) {
    String[] settings = new String[more.length + 1];
    settings[0] = SHARE;
    System.arraycopy(more, 0, settings, 1, more.length);
    return launch(name, settings);
  }

  /** A task that others may join, {@value #PARALLELISM} at once over all of them. */
  Work wide(QuernNode node, int items) {
    Work work = submit(node, items);
    widen(node, work);
    return work;
  }

  /** A task of this kind with a provider of its own, both with these fields. */
  Work submit(QuernNode node, int items, JsonBody providers, JsonBody tasks) {
    String project = Mills.project(jdbc, items);
    String provider = node.rest().provider(model.baseUrl(), providers);
    TaskBody task =
        aTask("question-generation")
            .provider(provider)
            .config("parallelism", WINDOW)
            .config("questions_per_chunk", 2)
            .with(tasks);
    return new Work(project, node.rest().task(project, task), items);
  }

  void widen(QuernNode node, Work work) {
    node.rest().patch("/api/tasks/" + work.task(), json("parallelism", PARALLELISM));
  }

  /** Three nodes, and a task that all of them work on. */
  Shared shared(int items) {
    return shared(Stream.of("a", "b", "c").map(this::node).toList(), items);
  }

  Shared shared(List<QuernNode> nodes, int items) {
    nodes.forEach(QuernNode::up);
    Work work = wide(nodes.get(0), items);
    awaitNodes(nodes.get(0), work, 3);
    return new Shared(nodes, work);
  }

  record Shared(List<QuernNode> nodes, Work work) {

    /** Those that live. */
    Shared alive() {
      return new Shared(nodes.stream().filter(QuernNode::isAlive).toList(), work);
    }

    /** The first node that is none of these. */
    QuernNode otherThan(QuernNode... excluded) {
      return nodes.stream().filter(n -> !List.of(excluded).contains(n)).findFirst().orElseThrow();
    }
  }

  /** The nodes that work on a task, as any of them shows it: the one that leads first. */
  List<JsonNode> nodes(QuernNode asked, Work work) {
    JsonNode task = asked.rest().get("/api/tasks/" + work.task()).json();
    return StreamSupport.stream(task.path("detail").path("nodes").spliterator(), false).toList();
  }

  void awaitNodes(QuernNode asked, Work work, int count) {
    Await.atMost(Duration.ofMinutes(2))
        .sees(
            count + " nodes have places",
            () -> nodes(asked, work).stream().filter(n -> n.path("places").asInt() > 0).count(),
            n -> n == count);
  }

  /** The node that leads the run of the shared task, or one that does not. */
  QuernNode one(boolean leads, Shared shared) {
    Set<String> named =
        nodes(shared.nodes().get(0), shared.work()).stream()
            .skip(leads ? 0 : 1)
            .limit(leads ? 1 : Long.MAX_VALUE)
            .map(n -> n.path("node").asText())
            .collect(Collectors.toSet());
    return shared.nodes().stream()
        .filter(node -> named.stream().anyMatch(node::isNamed))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Calls that a node has made and whose results it has not stored: what its death costs. Asked
   * once it can store nothing more.
   */
  int unstoredCalls(QuernNode node) {
    List<String> pending =
        jdbc
            .sql(
                """
                select p.node, i.ref from task_part p
                join task_item i on i.task_id = p.task_id and i.state = 'pending'
                    and (i.part = p.part or i.part is null)
                """)
            .query((row, n) -> Map.entry(row.getString("node"), row.getString("ref")))
            .list()
            .stream()
            .filter(item -> node.isNamed(item.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    Set<String> asked = Mills.asked(model);
    return (int) pending.stream().filter(asked::contains).count();
  }

  /** Items that each node ended, by the marks that it left on them. */
  Map<Integer, Long> itemsByPart(Work work) {
    Map<Integer, Long> byPart = new TreeMap<>();
    jdbc.sql(
            """
            select part, count(*) as items from task_item
            where task_id = ? and part is not null group by part
            """)
        .param(work.task())
        .query((row, n) -> byPart.put(row.getInt("part"), row.getLong("items")))
        .list();
    return byPart;
  }
}
