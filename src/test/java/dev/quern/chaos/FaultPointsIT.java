package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises 3 and 4: the process dies at the worst moments. */
class FaultPointsIT extends ChaosTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-claim",
        "before-result-commit:1",
        "before-result-commit:3",
        "after-result-commit:1",
        "after-result-commit:3",
        "before-finish"
      })
  void resultsAreExactAfterADeathAt(String point) {
    QuernNode node = launch("node", "-Dquern.fault-point=" + point).up();
    Work work = submit(node, 12);
    node.awaitEnd();

    node.startAgain();

    awaitExact(node, work);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(WINDOW);
    assertThat(number("crashes", work)).isLessThanOrEqualTo(1);
    figure(point + ", repeated calls", repeatedCalls());
  }

  @Test
  void aTaskThatBringsItsProcessDownThreeTimesHasFailed() {
    QuernNode node = launch("node", "-Dquern.fault-point=before-result-commit").up();
    Work work = submit(node, 12);
    for (int death = 2; death <= 3; death++) {
      node.awaitEnd();
      node.startAgain("-Dquern.fault-point=before-result-commit");
    }
    node.awaitEnd();

    node.startAgain();

    JsonNode task = end(node, work);
    assertThatTask(task).isFailed().hasNote("3 times").hasDone(0);
  }
}
