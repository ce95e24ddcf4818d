package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTests {

  private final AtomicInteger count = new AtomicInteger();

  @Test
  void returnsTheFirstValueThatIsAccepted() {
    assertThat(Await.<Integer>until("3", count::incrementAndGet, n -> n == 3)).isEqualTo(3);
    Await.until("true at last", () -> count.incrementAndGet() == 6);
  }

  @Test
  void takesAnExceptionForNotYet() {
    Await.until("no exception", () -> 10 / count.getAndIncrement(), n -> n == 10);
  }

  @Test
  void showsTheLastValueWhenTimeIsUp() {
    Await hasty = Await.atMost(Duration.ofMillis(5));
    assertThatThrownBy(() -> hasty.sees("the task is completed", () -> "running", "done"::equals))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Waited 5 ms until the task is completed; last value: running");
  }

  @Test
  void showsTheLastErrorWhenTimeIsUp() {
    Await hasty = Await.atMost(Duration.ofMillis(5));
    assertThatThrownBy(() -> hasty.holds("there is a port", () -> 1 / count.get() == 1))
        .hasMessageContaining("/ by zero")
        .hasCauseInstanceOf(ArithmeticException.class);
  }
}
