package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One task on one, two and three nodes of one PostgreSQL, against a server of 200 ms with 32 places
 * for each node; and the time until the items of a killed node move again. All of it is on this
 * machine, so the nodes share its cores with each other, PostgreSQL and the server.
 */
final class NodesPart implements Part {

  private static final int NODES = 3;
  private static final int PLACES = 32;
  private static final int LATENCY = 200;
  private static final int ITEMS_A_NODE = 4000;
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  private static final String ITEMS_BY_PART =
      "select count(*) from task_item where task_id = ? and part is not null group by part";

  private static final String HELD =
      """
      select i.seq from task_item i join task_part p on p.task_id = i.task_id and p.part = i.part
      where i.task_id = :task and i.state = 'pending' and p.node like '%' || :node
      """;

  private static final String STILL_PENDING =
      """
      select count(*) from task_item
      where task_id = :task and state = 'pending' and seq = any(:seqs)
      """;

  /** A node, and how its name ends in the tables. */
  private record Member(QuernProcess process, QuernRest rest, String name) {

    static Member of(QuernProcess process, Path home) {
      String name = HexFormat.of().toHexDigits(home.toString().hashCode()) + "-1";
      return new Member(process, new QuernRest(process), name);
    }
  }

  @Override
  public void run(Report report) throws Exception {
    List<Member> members = new ArrayList<>();
    try (Bench bench = new Bench("nodes")) {
      bench.warmUp();
      JdbcClient database =
          JdbcClient.create(new DriverManagerDataSource(bench.quern().databaseUrl()));
      members.add(Member.of(bench.quern(), Bench.HOME));
      try {
        double alone = 0;
        String file = "";
        for (int nodes = 1; nodes <= NODES; nodes++) {
          if (nodes > 1) {
            members.add(join(bench, nodes));
          }
          file = bench.chunks("nodes-" + nodes, ITEMS_A_NODE * nodes);
          double rate = rate(bench, database, report, nodes, file);
          alone = nodes == 1 ? rate : alone;
          report.add(Figure.plain(nodes + " nodes, 32 places each, 200 ms", rate, "items/s"));
          if (nodes > 1) {
            report.add(
                Figure.atLeast(nodes + " nodes / one, by number", rate / alone / nodes, "", 0.95));
          }
        }
        SharedCancels.measure(
            bench,
            members.stream().map(Member::rest).toList(),
            file,
            config(NODES * PLACES),
            LATENCY,
            report);
        deaths(bench, database, report, members, file);
      } finally {
        members.stream().skip(1).forEach(member -> member.process().close());
      }
    }
  }

  /** One more node, its compiler warm. */
  private static Member join(Bench bench, int number) throws Exception {
    Path home = Bench.TARGET.resolve("bench-home-" + number);
    QuernProcess process =
        QuernProcess.start(
            Bench.LAUNCHER,
            QuernProcess.emptyHome(home),
            Bench.log("nodes-" + number),
            "-Dspring.datasource.url=" + bench.quern().databaseUrl());
    Member member = Member.of(process, home);
    String file = bench.chunks("warm-" + number, 20_000);
    bench.latency(5);
    bench.questions(file, 16 * number);
    return member;
  }

  private static double rate(
      Bench bench, JdbcClient database, Report report, int nodes, String file) {
    bench.latency(LATENCY);
    bench.server().traffic().reset();
    JsonNode task =
        bench.rest().run(bench.project(), "question-generation", file, config(nodes * PLACES));
    if (nodes > 1) {
      List<Long> parts =
          database
              .sql(ITEMS_BY_PART)
              .param(task.path("id").asText())
              .query(Long.class)
              .list()
              .stream()
              .sorted()
              .toList();
      if (parts.size() != nodes) {
        throw new IllegalStateException("The task ran on " + parts.size() + " nodes");
      }
      double even = (double) parts.get(0) / parts.get(nodes - 1);
      report.add(Figure.atLeast("least / most items of " + nodes + " nodes", even, "", 0.8));
    }
    return bench.rate();
  }

  private static Map<String, Object> config(int parallelism) {
    return Map.of("provider_id", "bench", "questions_per_chunk", 3, "parallelism", parallelism);
  }

  private static void deaths(
      Bench bench, JdbcClient database, Report report, List<Member> members, String file)
      throws InterruptedException {
    String task =
        bench.rest().start(bench.project(), "question-generation", file, config(NODES * PLACES));
    List<Member> alive = new ArrayList<>(members);
    await(alive.get(0), task, seen -> placesOf(seen, NODES) && done(seen) > 1000);
    boolean[] leads = {false, true};
    for (boolean leading : leads) {
      Member victim = one(leading, alive, task);
      alive.remove(victim);
      victim.process().kill();
      long death = System.nanoTime();
      Integer[] held =
          database
              .sql(HELD)
              .param("task", task)
              .param("node", victim.name())
              .query(Integer.class)
              .list()
              .toArray(Integer[]::new);
      Await.atMost(MAX_WAIT)
          .sees(
              "its items move",
              () ->
                  database
                      .sql(STILL_PENDING)
                      .param("task", task)
                      .param("seqs", held)
                      .query(Integer.class)
                      .single(),
              open -> open < held.length);
      report.add(
          Figure.atMost(
              "kill -9 of a node that " + (leading ? "leads" : "joined") + ": its items move after",
              (System.nanoTime() - death) / 1e9,
              "s",
              12));
    }
    JsonNode ended = await(alive.get(0), task, seen -> seen.path("end_time").isTextual());
    if (!ended.path("state").asText().equals("completed")
        || done(ended) != (long) NODES * ITEMS_A_NODE) {
      throw new IllegalStateException("The task ended as " + ended);
    }
  }

  private static Member one(boolean leads, List<Member> alive, String task) {
    JsonNode nodes = alive.get(0).rest().get("/tasks/" + task).path("detail").path("nodes");
    String named = nodes.path(leads ? 0 : nodes.size() - 1).path("node").asText();
    return alive.stream().filter(m -> named.endsWith(m.name())).findFirst().orElseThrow();
  }

  private static boolean placesOf(JsonNode task, int nodes) {
    int working = 0;
    for (JsonNode node : task.path("detail").path("nodes")) {
      working += node.path("places").asInt() > 0 ? 1 : 0;
    }
    return working == nodes;
  }

  private static long done(JsonNode task) {
    return task.path("completed_count").asLong();
  }

  private static JsonNode await(Member asked, String task, Predicate<JsonNode> awaited) {
    return Await.atMost(MAX_WAIT)
        .sees("task " + task + " is that far", () -> asked.rest().get("/tasks/" + task), awaited);
  }
}
