package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The short form of the chaos tests: few starts, and what carries most. The long form is in the
 * classes that end in {@code IT}, and runs by {@code ./mvnw -Pchaos verify}.
 */
class ChaosTests extends ChaosTest {

  @Test
  void aTaskWhoseProcessDiesAtEachFaultPointHasExactResults() {
    QuernNode node = launch("node", "-Dquern.fault-point=after-claim").up();
    Work work = submit(node, 40);
    node.awaitEnd();
    for (String point :
        List.of("before-result-commit:2", "after-result-commit:2", "before-finish")) {
      node.startAgain("-Dquern.fault-point=" + point);
      node.awaitEnd();
    }
    node.startAgain();

    awaitExact(node, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(2 * WINDOW);
    Work next = submit(node, 12);
    awaitDone(next, 4);
    node.term();
    assertThat(number("crashes", next)).isZero();
    assertThat(number("completed_count", next))
        .as("after an orderly end every reply is stored")
        .isEqualTo((int) callsFor(next));
  }

  @Test
  void twoNodesShareWorkAndTakeEachOthersPlace() throws Exception {
    Proxy one = proxy();
    Proxy two = proxy();
    QuernNode first = launch("a", one.port(), "quern.tasks.concurrency=1");
    QuernNode second = launch("b", two.port(), "quern.tasks.concurrency=1").up();
    first.up();
    Work left = submit(first, 200);
    Work right = submit(second, 80); // so that its node has a place when the other is suspended
    Await.until("both work", () -> number("epoch", left) + number("epoch", right) == 2);

    one.cut();
    two.cut();
    Await.until("health says so", () -> first.health() == 503 && second.health() == 503);
    TimeUnit.SECONDS.sleep(10); // longer than a node without heartbeats counts as living
    one.mend();
    two.mend();
    Await.until("both are UP", () -> first.health() == 200 && second.health() == 200);
    int done = number("completed_count", left);
    awaitDone(left, done + 2 * WINDOW);
    assertThat(number("epoch", left) + number("epoch", right)).as("runs").isEqualTo(2);

    QuernNode suspended = runner(left, first, second);
    suspended.signal(Signal.STOP);
    Await.atMost(Duration.ofMinutes(2))
        .holds("the other runs both", () -> number("epoch", left) == 2);
    suspended.signal(Signal.CONT);
    awaitExact(second, left);
    awaitExact(first, right);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);

    Work last = submit(second, 40);
    QuernNode runner = runner(last, first, second);
    QuernNode other = runner == first ? second : first;
    awaitDone(last, 4);
    runner.kill();
    Await.until("the other runs it", () -> number("epoch", last) == 2);
    model.on(request -> true).answer(Faults.silence());
    Await.until("calls hang", () -> model.traffic().inFlight() == WINDOW);
    runner.startAgain();
    ask(runner, last, "cancel");
    assertThatTask(end(runner, last)).isInterrupted();
    Await.until("the connections are closed", () -> model.traffic().inFlight() == 0);
    model.clearRules();
    ask(runner, last, "resume");
    awaitExact(other, last);
  }
}
