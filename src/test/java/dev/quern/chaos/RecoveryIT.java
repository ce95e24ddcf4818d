package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.SchedulerLook;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Promises 4 and 5: what comes after a death, and after an orderly end. */
class RecoveryIT extends ChaosTest {

  @Test
  void aRestartedNodeGoesOnWithItsTask() {
    QuernNode node = launch("node").up();
    Work work = submit(node, 40);
    awaitDone(work, 8);
    node.kill();
    int calls = model.traffic().requests();

    node.startAgain();
    Instant up = Instant.now();

    Duration wait = untilNextCall(up, calls);
    awaitExact(node, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);
    figure("first call after health UP, s", wait.toMillis() / 1000.0);
    figure("repeated calls", repeatedCalls());
  }

  @Test
  void anotherNodeGoesOnWithTheTaskOfADeadOne() {
    QuernNode first = launch("a").up();
    QuernNode second = launch("b").up();
    Work work = submit(first, 40);
    QuernNode runner = runner(work, first, second);
    awaitDone(work, 8);
    runner.kill();
    Instant death = Instant.now();
    int calls = model.traffic().requests();

    Duration wait = untilNextCall(death, calls);
    awaitExact(runner == first ? second : first, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);
    figure("first call after the death, s", wait.toMillis() / 1000.0);
  }

  @Test
  void fourDeathsLeaveExactResults() {
    QuernNode node = launch("node").up();
    Work work = submit(node, 60);
    for (int death = 1; death <= 4; death++) {
      awaitDone(work, death * 10);
      node.kill();
      node.startAgain();
    }

    awaitExact(node, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(4 * WINDOW);
    figure("repeated calls", repeatedCalls());
  }

  /** The most attempts that an item of the task has used. */
  private int attempts(Work work) {
    return jdbc.sql("select max(attempts) from task_item where task_id = ?")
        .param(work.task())
        .query(Integer.class)
        .single();
  }

  @Test
  void anOrderlyEndRepeatsNothingAndCountsAsNoFailure() {
    QuernNode node = launch("node").up();
    Work work = submit(node, 40);
    awaitDone(work, 8);

    node.term();
    assertThat(number("completed_count", work)).isEqualTo(model.traffic().requests());
    assertThat(number("crashes", work)).isZero();
    assertThat(number("attempt", work)).isEqualTo(1);
    Invariants.hold(jdbc);
    node.startAgain();

    awaitExact(node, work);
    assertThat(repeatedCalls()).isZero();
    assertThat(number("crashes", work)).isZero();
    assertThat(number("attempt", work)).isEqualTo(1);
    assertThat(attempts(work)).isEqualTo(1);
  }

  /** More tasks are due than there are places: the scheduler has read the next one already. */
  @Test
  void anOrderlyEndBeginsNoTask() {
    QuernNode node = launch("node", "quern.tasks.concurrency=1").up();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    model.replyWith(request -> Mills.twoQuestions(request).heldUntil(gate));
    Work first = submit(node, 40);
    Work second = submit(node, 12);
    Await.until("calls are in flight", () -> model.traffic().inFlight() == WINDOW);
    SchedulerLook.awaitNext(jdbc);

    node.signal(Signal.TERM);
    Await.until("it ends", () -> node.logged("The process is told to end") == 1);
    gate.complete(null);
    node.awaitEnd();

    assertThat(number("epoch", second)).isZero();
    assertThat(callsFor(second)).isZero();
    assertThat(callsFor(first)).isEqualTo(WINDOW);
    node.startAgain();
    awaitExact(node, first);
    awaitExact(node, second);
    assertThat(repeatedCalls()).isZero();
    assertThat(number("crashes", first) + number("crashes", second)).isZero();
  }

  @Test
  void anOrderlyEndInterruptsWhatOutlastsTheGrace() {
    QuernNode node = launch("node", "quern.shutdown-grace=1s").up();
    model.first(WINDOW).answer(Faults.silence());
    Work work = submit(node, 12);
    Await.until("calls hang", () -> model.traffic().inFlight() == WINDOW);

    node.term();
    assertThat(number("crashes", work)).isZero();
    node.startAgain();

    awaitExact(node, work);
    assertThat(number("crashes", work)).isZero();
    assertThat(attempts(work)).isEqualTo(1);
  }

  @Test
  void interruptsWhatACrashLeftWhereThatIsAsked() {
    QuernNode node = launch("node", "quern.tasks.recovery=interrupt").up();
    Work work = submit(node, 40);
    awaitDone(work, 8);
    node.kill();

    node.startAgain();

    JsonNode task = end(node, work);
    assertThatTask(task).isInterrupted().hasNote("resume");
    ask(node, work, "resume");
    awaitExact(node, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);
  }
}
