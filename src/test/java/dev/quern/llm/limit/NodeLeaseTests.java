package dev.quern.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Node;
import dev.quern.llm.limit.Cluster.State;
import dev.quern.llm.limit.control.Limits;
import dev.quern.llm.limit.control.WaitListener;
import dev.quern.testing.Await;
import dev.quern.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes that share a provider's limits; a node's looks are made by the test, one by one. */
class NodeLeaseTests {

  private static final WaitListener NOBODY =
      new WaitListener() {
        @Override
        public void onWait(Instant nextTry) {}

        @Override
        public void onResume() {}
      };

  private final DataSource database = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(database);

  /** A node with a limiter, and what it has in flight. */
  private final class TestNode {
    final NodeLease lease;
    final Limiter limiter;
    final Limits limits;
    final List<Permit> inFlight = new CopyOnWriteArrayList<>();
    final List<Instant> sent = new CopyOnWriteArrayList<>();

    TestNode(String name, Limits limits) {
      this.limits = limits;
      lease =
          new NodeLease(
              new LeaseRepository(jdbc),
              new SharedRates(database),
              new TransactionTemplate(new JdbcTransactionManager(database)),
              new Node(name));
      limiter = new Limiter("p", lease, Clock.systemUTC());
    }

    /** So many more that want to be in flight. */
    void want(int count) {
      for (int i = 0; i < count; i++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    inFlight.add(limiter.acquire(limits, "t", "t/1", 1, NOBODY));
                    sent.add(Instant.now());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        thread.setDaemon(true);
        thread.start();
      }
      Await.until("all wait or are sent", () -> limiter.share().demand().wants() >= count);
    }

    void end(int count) {
      for (int i = 0; i < count; i++) {
        limiter.release(inFlight.remove(0), 1);
      }
    }

    void awaitInFlight(int count) {
      Await.until(lease + " has " + count + " in flight", () -> inFlight.size() == count);
    }
  }

  /** Lets nodes renew their leases in turn, so many times. */
  private static void renew(int rounds, TestNode... nodes) {
    for (int i = 0; i < rounds; i++) {
      for (TestNode node : nodes) {
        node.lease.renew();
      }
    }
  }

  @Test
  void givesAllToANodeThatIsAlone() {
    TestNode a = new TestNode("a", new Limits(6, null, null));
    a.lease.renew();
    a.want(10);

    a.awaitInFlight(6);
    assertThat(jdbc.sql("select count(*) from llm_place").query(Integer.class).single()).isZero();
  }

  @Test
  void neverHasMoreInFlightThanThereArePlacesWhenANodeJoins() {
    Limits limits = new Limits(6, null, null);
    TestNode a = new TestNode("a", limits);
    a.lease.renew();
    a.want(12);
    a.awaitInFlight(6);
    TestNode b = new TestNode("b", limits);
    b.lease.renew();
    b.want(12);

    b.lease.renew();
    assertThat(b.lease.state()).isEqualTo(State.WAITING); // a does not know of it
    renew(1, a, b);
    assertThat(b.lease.state()).isEqualTo(State.AMONG_OTHERS);
    assertThat(b.inFlight).isEmpty(); // a has all places in use
    a.end(2);
    renew(1, a, b);
    b.awaitInFlight(2);
    assertThat(a.inFlight).hasSize(4);
    a.end(1);
    renew(1, a, b);
    b.awaitInFlight(3);
    assertThat(a.inFlight).hasSize(3);
  }

  @Test
  void takesThePlacesOfADeadNodeWhenItsLeaseHasEnded() {
    Limits limits = new Limits(6, null, null);
    TestNode a = new TestNode("a", limits);
    TestNode b = new TestNode("b", limits);
    renew(2, a, b);
    a.want(3);
    b.want(3);
    renew(3, a, b);
    a.awaitInFlight(3);
    b.awaitInFlight(3);
    a.want(9);

    jdbc.sql("update llm_node set renewed_at = now() - interval '9 seconds' where name = 'b'")
        .update();
    a.lease.renew();

    assertThat(a.lease.state()).isEqualTo(State.ALONE);
    a.awaitInFlight(6);
  }

  @Test
  void givesANodeThatWantsLittleNoMore() {
    Limits limits = new Limits(10, null, null);
    TestNode a = new TestNode("a", limits);
    TestNode b = new TestNode("b", limits);
    renew(2, a, b);
    a.want(2);
    b.want(20);
    renew(3, a, b);

    a.awaitInFlight(2);
    b.awaitInFlight(8);
  }

  @Test
  void spreadsTheRateOfAllNodesTogetherEvenly() {
    Limits limits = new Limits(null, 1200, null);
    TestNode a = new TestNode("a", limits);
    TestNode b = new TestNode("b", limits);
    renew(2, a, b);
    CompletableFuture<Void> both =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> a.want(25)),
            CompletableFuture.runAsync(() -> b.want(25)));
    both.join();
    Await.until(
        "all are sent",
        () -> {
          a.lease.renew();
          b.lease.renew();
          return a.sent.size() + b.sent.size() == 50;
        });

    List<Instant> sent = new ArrayList<>(a.sent);
    sent.addAll(b.sent);
    sent.sort(null);
    for (int i = 0; i + 24 < sent.size(); i++) {
      // 20 a second, and 4
      assertThat(sent.get(i + 24)).isAfterOrEqualTo(sent.get(i).plusMillis(990));
    }
  }

  @Test
  void theLockOfAllNodesEndsWithASessionThatIsSilent() {
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    String patience =
        transaction.execute(
            status -> {
              new LeaseRepository(jdbc).lock();
              return jdbc.sql("show idle_in_transaction_session_timeout")
                  .query(String.class)
                  .single();
            });
    assertThat(patience).isEqualTo("10s");
  }
}
