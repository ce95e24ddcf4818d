package dev.quern.testing;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskAssertTests {

  private static final JsonNode TASK =
      json("id", "t-1")
          .with("task_type", "question-generation")
          .with("state", "failed")
          .with("completed_count", 3)
          .with("failed_count", 2)
          .with("total_count", 5)
          .with("note", "2 of 5 items failed: 503")
          .with("usage", json("calls", 7))
          .with("detail", json("stalled", null).with("warnings", json("echo", 1)))
          .fields();

  @Test
  void acceptsWhatTheTaskSays() {
    assertThatTask(TASK)
        .isFailed()
        .hasDone(3)
        .hasFailures(2)
        .hasTotal(5)
        .hasCalls(7)
        .hasWarnings("echo", 1)
        .hasNote("2 of 5", "503")
        .hasNoteWithout("key")
        .saysNothingAt("/detail/stalled");
  }

  static Stream<ThrowingCallable> wrong() {
    return Stream.of(
        () -> assertThatTask(TASK).isCompleted(),
        () -> assertThatTask(TASK).isInterrupted(),
        () -> assertThatTask(TASK).isRunning(),
        () -> assertThatTask(TASK).hadNothingToDo(),
        () -> assertThatTask(TASK).hasDone(5),
        () -> assertThatTask(TASK).hasFailures(0),
        () -> assertThatTask(TASK).hasTotal(3),
        () -> assertThatTask(TASK).hasCalls(6),
        () -> assertThatTask(TASK).hasNote("2 of 5", "429"),
        () -> assertThatTask(TASK).hasNoteWithout("503"),
        () -> assertThatTask(TASK).hasWarnings("other_language", 1),
        () -> assertThatTask(TASK).saysNothingAt("/note"),
        () -> assertThatTask(TASK).at("/note").isNull());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void tellsTheWholeTaskWhereItSaysSomethingElse(ThrowingCallable assertion) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "task t-1 (question-generation)",
            "state:  failed",
            "3 done, 2 failed, 5 in all",
            "2 of 5 items failed: 503",
            "\"echo\":1",
            "\"calls\":7");
  }
}
