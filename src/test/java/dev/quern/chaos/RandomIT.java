package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Faults in random order at random times, on three nodes that share their tasks. {@code
 * -Dchaos.rounds=N} says how many, {@code -Dchaos.seed=N} repeats the order of a run that failed.
 */
class RandomIT extends SharedTest {

  private static final int TASKS = 2;
  private static final int ITEMS = 150;

  private final long seed = Long.getLong("chaos.seed", System.nanoTime());
  private final int rounds = Integer.getInteger("chaos.rounds", 10);
  private final Random random = new Random(seed);
  private final List<Proxy> proxies = new ArrayList<>();
  private final List<QuernNode> nodes = new ArrayList<>();
  private final List<Work> works = new ArrayList<>();
  private int accounted;

  /** What goes wrong, and how it is mended. */
  private interface Fault {
    void happen() throws InterruptedException;
  }

  @Test
  void anyOrderOfFaultsLeavesExactResults() throws Exception {
    figure("seed, to be repeated by -Dchaos.seed", seed);
    for (String name : List.of("a", "b", "c")) {
      Proxy proxy = proxy();
      proxies.add(proxy);
      nodes.add(launch(name, proxy.port(), SHARE));
    }
    nodes.forEach(QuernNode::up);

    for (int round = 1; round <= rounds; round++) {
      keepBusy();
      pause(3000);
      fault(round).happen();
    }
    nodes.forEach(QuernNode::up);

    for (Work work : works) {
      resumeIfItSeemedDeadly(work);
      awaitExact(nodes.get(0), work);
    }
    int parts = works.stream().mapToInt(work -> number("epoch", work)).sum();
    figure("tasks", works.size());
    figure("runs and parts of them", parts);
    figure("repeated calls", repeatedCalls());
    figure("of these the faults account for, at most", accounted);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(accounted);
  }

  private void keepBusy() {
    long open = works.stream().filter(work -> number("(end_time is null)::int", work) == 1).count();
    for (; open < TASKS; open++) {
      QuernNode node = nodes.get(random.nextInt(nodes.size()));
      works.add(wide(node.up(), ITEMS));
    }
  }

  private Fault fault(int round) {
    int which = random.nextInt(nodes.size());
    QuernNode node = nodes.get(which);
    Proxy proxy = proxies.get(which);
    List<String> names =
        List.of("kill", "term", "stop", "cut", "hang", "sessions", "read-only", "postgres");
    String name = names.get(random.nextInt(names.size()));
    figure("round " + round, name + " " + (char) ('a' + which));
    return switch (name) {
      case "kill" -> () -> restart(node, costing(node, node::kill));
      case "term" -> () -> restart(node, node::term); // its items end before it does
      case "stop" ->
          () ->
              during(
                  12_000,
                  costing(node, () -> node.signal(Signal.STOP)),
                  () -> node.signal(Signal.CONT));
      case "cut" -> () -> during(12_000, costingItsWindows(node, proxy::cut), proxy::mend);
      case "hang" -> () -> during(8_000, costingItsWindows(node, proxy::hang), proxy::mend);
      case "sessions" -> costingAll(() -> postgres.endSessions(database, "true"))::run;
      case "read-only" ->
          () ->
              during(
                  4_000,
                  costingAll(() -> postgres.readOnly(database, true)),
                  () -> postgres.readOnly(database, false));
      default -> () -> during(2_000, costingAll(postgres::kill), postgres::startAgain);
    };
  }

  /** A node that does nothing any more loses what it has asked for and not stored. */
  private Runnable costing(QuernNode node, Runnable fault) {
    return () -> {
      fault.run();
      accounted += unstoredCalls(node);
    };
  }

  /**
   * One that is cut off goes on until its windows are full: the items in its places, and as many
   * that wait for their commit. Its places stand until another node finds it dead.
   */
  private Runnable costingItsWindows(QuernNode node, Runnable fault) {
    return () -> {
      fault.run();
      accounted += 2 * places(node);
    };
  }

  /** When the database is away, each node may take all others for dead. */
  private Runnable costingAll(Runnable fault) {
    return () -> {
      accounted += 2 * nodes.stream().mapToInt(this::places).sum();
      fault.run();
    };
  }

  private int places(QuernNode node) {
    return jdbc
        .sql("select node, places from task_part")
        .query((row, n) -> Map.entry(row.getString("node"), row.getInt("places")))
        .list()
        .stream()
        .filter(part -> node.isNamed(part.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private void restart(QuernNode node, Runnable end) throws InterruptedException {
    end.run();
    pause(4_000);
    node.startAgain();
  }

  private void during(int mostMillis, Runnable begin, Runnable end) throws InterruptedException {
    begin.run();
    try {
      pause(mostMillis);
    } finally {
      end.run();
    }
  }

  private void pause(int mostMillis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
  }

  /** Three deaths in a row without progress between them end a task, as they should. */
  private void resumeIfItSeemedDeadly(Work work) {
    JsonNode task = end(nodes.get(0), work, Duration.ofMinutes(5));
    if (task.path("note").asText().contains("3 times")) {
      nodes.get(0).rest().post("/api/tasks/" + work.task() + "/resume");
    }
  }
}
