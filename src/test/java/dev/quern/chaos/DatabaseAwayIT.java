package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Promise 14: PostgreSQL cannot be reached, takes nothing, or ends sessions. */
class DatabaseAwayIT extends ChaosTest {

  private static final long OUTAGE_SECONDS = 30;

  private static void outage() throws InterruptedException {
    TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
  }

  @Test
  void twoNodesGoOnAfterAnOutageOfBoth() throws Exception {
    Proxy one = proxy();
    Proxy two = proxy();
    QuernNode first = launch("a", one.port(), "quern.tasks.concurrency=1");
    QuernNode second = launch("b", two.port(), "quern.tasks.concurrency=1").up();
    first.up();
    Work long1 = submit(first, 60);
    Work long2 = submit(first, 60);
    awaitDone(long1, 4);
    awaitDone(long2, 4);

    one.cut();
    two.cut();
    Instant cut = Instant.now();
    Await.until("health says so", () -> first.health() == 503 && second.health() == 503);
    figure("health is DOWN after, s", Duration.between(cut, Instant.now()).toMillis() / 1000.0);
    outage();
    one.mend();
    two.mend();
    Instant mended = Instant.now();
    Await.until("both are UP", () -> first.health() == 200 && second.health() == 200);
    figure("health is UP after, s", Duration.between(mended, Instant.now()).toMillis() / 1000.0);

    awaitExact(first, long1);
    awaitExact(second, long2);
    assertThat(number("epoch", long1)).as("runs of the first task").isEqualTo(1);
    assertThat(number("epoch", long2)).as("runs of the second task").isEqualTo(1);
    assertThat(repeatedCalls()).isZero();
  }

  @Test
  void aTaskWhoseNodeIsCutOffRunsOnTheOtherAlone() throws Exception {
    Proxy one = proxy();
    Proxy two = proxy();
    QuernNode first = launch("a", one.port());
    QuernNode second = launch("b", two.port()).up();
    Work work = submit(first.up(), 200);
    awaitDone(work, 4);
    QuernNode runner = runner(work, first, second);
    QuernNode other = runner == first ? second : first;
    Proxy way = runner == first ? one : two;

    way.cut();
    outage();
    way.mend();

    awaitExact(other, work);
    assertThat(number("epoch", work)).isEqualTo(2);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);
    Await.until("it is UP again", () -> runner.health() == 200);
    awaitExact(runner, submit(runner, 4));
  }

  @Test
  void goesOnWhenASilentDatabaseAnswersAgain() throws Exception {
    Proxy one = proxy();
    QuernNode node = launch("a", one.port()).up();
    Work work = submit(node, 60);
    awaitDone(work, 4);

    one.hang();
    Instant cut = Instant.now();
    Await.until("health says so", () -> node.health() == 503);
    figure("health is DOWN after, s", Duration.between(cut, Instant.now()).toMillis() / 1000.0);
    outage();
    one.mend();

    Await.until("it is UP", () -> node.health() == 200);
    awaitExact(node, work);
    assertThat(number("epoch", work)).isEqualTo(1);
    assertThat(repeatedCalls()).isZero();
  }

  @Test
  void goesOnAfterTheDatabaseWasReadOnly() throws Exception {
    QuernNode node = launch("a").up();
    Work work = submit(node, 60);
    awaitDone(work, 4);

    postgres.readOnly(database, true);
    Await.until("health says so", () -> node.health() == 503);
    outage();
    postgres.readOnly(database, false);

    Await.until("it is UP", () -> node.health() == 200);
    awaitExact(node, work);
    assertThat(number("epoch", work)).isEqualTo(1);
    assertThat(repeatedCalls()).isZero();
  }

  @Test
  void goesOnWhenItsSessionsAreEndedOneByOne() throws Exception {
    QuernNode node = launch("a").up();
    Work work = submit(node, 80);
    int ended = 0;
    while (number("completed_count", work) < work.items()) {
      ended +=
          postgres.endSessions(
              database,
              "pid = (select pid from pg_stat_activity where datname = '"
                  + database
                  + "' and pid <> pg_backend_pid() order by random() limit 1)");
      TimeUnit.MILLISECONDS.sleep(40);
    }

    awaitExact(node, work);
    figure("sessions ended", ended);
    assertThat(number("epoch", work)).isEqualTo(1);
    assertThat(number("failed_count", work)).isZero();
    assertThat(repeatedCalls()).isZero();
    assertThat(node.health()).isEqualTo(200);
  }
}
