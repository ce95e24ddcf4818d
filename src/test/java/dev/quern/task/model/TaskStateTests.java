package dev.quern.task.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of moves, pair by pair. */
public class TaskStateTests {

  /** From the state of the line to that of the column; written out by hand. */
  private static final String MOVES =
      """
                  waiting queued running paused cancelling completed failed interrupted
      waiting     no      yes    yes     yes    no         no        no     yes
      queued      no      no     yes     yes    no         no        no     yes
      running     no      yes    no      yes    yes        yes       yes    yes
      paused      yes     yes    no      no     no         no        no     yes
      cancelling  no      no     no      no     no         no        no     yes
      completed   yes     yes    no      no     no         no        no     no
      failed      yes     yes    no      no     no         no        no     no
      interrupted yes     yes    no      no     no         no        no     no
      """;

  /** A pair of states, and whether a task may move from the one to the other. */
  public record Move(TaskState from, TaskState to, boolean allowed) {}

  static Stream<Move> moves() {
    List<String[]> lines = MOVES.lines().map(line -> line.strip().split(" +")).toList();
    List<Move> moves = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      for (int column = 1; column < line.length; column++) {
        TaskState to = TaskState.of(lines.get(0)[column - 1]);
        moves.add(new Move(TaskState.of(line[0]), to, line[column].equals("yes")));
      }
    }
    return moves.stream();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void allowsTheMovesOfTheTableAndNoOthers(Move move) {
    assertThat(move.from().allows(move.to())).isEqualTo(move.allowed());
  }

  @Test
  void hasATableOfEveryPair() {
    assertThat(moves()).hasSize(TaskState.values().length * TaskState.values().length);
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
