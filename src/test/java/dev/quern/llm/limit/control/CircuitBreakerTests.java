package dev.quern.llm.limit.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTests {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final CircuitBreaker circuit = new CircuitBreaker();

  private boolean error(String item) {
    return circuit.recordFailure(item, true, false, 0);
  }

  @Test
  void staysClosedForAFewItemsThatAreTriedThreeTimes() {
    for (int i = 0; i < 15; i++) {
      assertThat(error("item " + i % 5)).isFalse();
    }
  }

  @Test
  void opensAfterTenErrorsInARowOfSeveralItems() {
    for (int i = 0; i < 9; i++) {
      assertThat(error("item " + i)).isFalse();
    }
    assertThat(error("item 9")).isTrue();
  }

  @Test
  void countsErrorsInARowAlone() {
    for (int i = 0; i < 50; i++) {
      assertThat(error("item " + i)).isFalse();
      if (i % 9 == 0) {
        circuit.close();
      }
    }
  }

  @Test
  void opensAfterThreeRefusedConnections() {
    assertThat(circuit.recordFailure("a", false, false, 0)).isFalse();
    assertThat(circuit.recordFailure("a", false, false, 0)).isFalse();
    assertThat(circuit.recordFailure("a", false, false, 0)).isTrue();
  }

  @Test
  void triesAgainAfterGrowingWaitsOfAMinuteAtMost() {
    long now = 0;
    for (int i = 0; i < 3; i++) {
      circuit.recordFailure("a", false, false, now);
    }
    for (int wait : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(circuit.untilFree(now)).isEqualTo(wait * SECOND);
      now += wait * SECOND;
      assertThat(circuit.take()).isTrue();
      assertThat(circuit.recordFailure("a", false, true, now)).isTrue();
    }
    circuit.close();
    assertThat(circuit.untilFree(now)).isZero();
  }

  @Test
  void letsTheNextTryWhenTheOneThatTriedWasStopped() {
    for (int i = 0; i < 3; i++) {
      circuit.recordFailure("a", false, false, 0);
    }
    circuit.take();
    circuit.releaseProbe();

    assertThat(circuit.untilFree(SECOND)).isZero();
    assertThat(circuit.isOpen()).isTrue();
  }
}
