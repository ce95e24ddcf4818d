package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Latency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators do to nodes that share a task, and what becomes of their database. */
class SharedFaultsIT extends SharedTest {

  private static final long OUTAGE_SECONDS = 30;

  @Test
  void aSharedTaskGoesOnAfterItsDatabaseWasAway() throws Exception {
    List<Proxy> ways = Stream.of("a", "b", "c").map(name -> proxy()).toList();
    List<QuernNode> nodes =
        List.of(
            launch("a", ways.get(0).port(), SHARE),
            launch("b", ways.get(1).port(), SHARE),
            launch("c", ways.get(2).port(), SHARE));
    Shared shared = shared(nodes, 500);
    Work work = shared.work();

    ways.forEach(Proxy::cut);
    Await.until("health says so", () -> nodes.stream().allMatch(node -> node.health() == 503));
    TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
    ways.forEach(Proxy::mend);
    Await.until("all are UP", () -> nodes.stream().allMatch(node -> node.health() == 200));

    awaitExact(nodes.get(0), work);
    figure("repeated calls", repeatedCalls());
    figure("crashes counted", number("crashes", work));
    // Who is first back takes the others for dead, unless they are back as well.
    assertThat(repeatedCalls()).isLessThanOrEqualTo(PARALLELISM);
  }

  /** One node cut off for so long that the others go on without it. */
  @Test
  void aNodeThatIsCutOffWritesNothingWhenItIsBack() throws Exception {
    Proxy way = proxy();
    List<QuernNode> nodes = List.of(node("a"), node("b"), launch("c", way.port(), SHARE));
    Shared shared = shared(nodes, 600);
    Work work = shared.work();

    way.cut();
    Await.atMost(Duration.ofMinutes(2))
        .sees("two have it", () -> nodes(nodes.get(0), work).size(), size -> size == 2);
    way.mend();

    awaitExact(nodes.get(0), work);
    figure("repeated calls", repeatedCalls());
    assertThat(repeatedCalls()).isLessThanOrEqualTo(PARALLELISM / 3);
  }

  /** As in a rolling upgrade: each node ends in order and its next process joins. */
  @Test
  void aRollingRestartOfAllNodesRepeatsNothing() {
    // So slow that the task outlasts three starts; what is in flight ends within the grace.
    model.latency(Latency.fixed(Duration.ofSeconds(5)));
    Shared shared = shared(3000);
    Work work = shared.work();

    for (QuernNode node : shared.nodes()) {
      node.term();
      node.startAgain();
      awaitNodes(node, work, 3);
    }
    model.latency(Latency.fixed(Duration.ofMillis(50)));

    awaitExact(shared.nodes().get(0), work);
    assertThat(repeatedCalls()).isZero();
    assertThat(number("crashes", work)).isZero();
    assertThat(number("failed_count", work)).isZero();
  }
}
