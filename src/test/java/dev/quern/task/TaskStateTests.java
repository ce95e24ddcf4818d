package dev.quern.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of moves, pair by pair. */
class TaskStateTests {

  @ParameterizedTest
  @CsvSource({
    "WAITING, 'INTERRUPTED PAUSED QUEUED RUNNING'",
    "QUEUED, 'INTERRUPTED PAUSED RUNNING'",
    "RUNNING, 'CANCELLING COMPLETED FAILED INTERRUPTED PAUSED QUEUED'",
    "PAUSED, 'INTERRUPTED QUEUED WAITING'",
    "CANCELLING, 'INTERRUPTED'",
    "COMPLETED, 'QUEUED WAITING'",
    "FAILED, 'QUEUED WAITING'",
    "INTERRUPTED, 'QUEUED WAITING'",
  })
  void allowsTheseMovesAndNoOthers(TaskState from, String to) {
    String allowed =
        Arrays.stream(TaskState.values())
            .filter(from::allows)
            .map(Enum::name)
            .sorted()
            .collect(Collectors.joining(" "));

    assertThat(allowed).isEqualTo(to);
  }

  @Test
  void hasTheNumbersOfTheContract() {
    assertThat(Arrays.stream(TaskState.values()).map(TaskState::status))
        .containsExactly(0, 0, 0, 0, 0, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnName(TaskState state) {
    assertThat(TaskState.of(state.wireName())).isEqualTo(state);
  }
}
