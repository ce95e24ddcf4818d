package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    // A fault costs the windows of those that it ends: at most all places of all tasks.
    assertThat(repeatedCalls()).isLessThanOrEqualTo(rounds * TASKS * PARALLELISM);
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
      case "kill" -> () -> restart(node, node::kill);
      case "term" -> () -> restart(node, node::term);
      case "stop" -> () -> during(12_000, () -> stop(node), () -> node.signal(Signal.CONT));
      case "cut" -> () -> during(12_000, proxy::cut, proxy::mend);
      case "hang" -> () -> during(8_000, proxy::hang, proxy::mend);
      case "sessions" -> () -> postgres.endSessions(database, "true");
      case "read-only" ->
          () ->
              during(
                  4_000,
                  () -> postgres.readOnly(database, true),
                  () -> postgres.readOnly(database, false));
      default -> () -> during(2_000, postgres::kill, postgres::startAgain);
    };
  }

  private static void stop(QuernNode node) {
    node.signal(Signal.STOP);
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
