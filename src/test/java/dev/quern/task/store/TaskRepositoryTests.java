package dev.quern.task.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quern.Ids;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import dev.quern.task.model.TaskStateTests;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of moves as the database holds it, and as all moves of a task's row keep to it. */
class TaskRepositoryTests {

  private static final DataSource DATABASE = TestDatabase.create();
  private static final String PROJECT = new TestRows(DATABASE).project("moves");

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final TaskRepository tasks = new TaskRepository(jdbc);

  private final RunRepository runs = new RunRepository(jdbc);

  @ParameterizedTest
  @EnumSource
  void beginsARunFromWhereTheTableAllowsOrWhereItsProcessDied(TaskState from) {
    Task task = in(from);
    boolean allowed = from.allows(TaskState.RUNNING) || from == TaskState.RUNNING;
    if (allowed) {
      runs.begin(task, 0);
    } else {
      assertThatExceptionOfType(IllegalMoveException.class)
          .isThrownBy(() -> runs.begin(task, 0))
          .withMessageContainingAll(from.wireName(), "running");
    }
    assertThat(tasks.find(task.id()).orElseThrow().state())
        .isEqualTo(allowed ? TaskState.RUNNING : from);
  }

  @ParameterizedTest
  @EnumSource
  void queuesForARetryWhatRunsAlone(TaskState from) {
    Task task = in(from);
    assertThat(tasks.retry(task.id(), "again")).isEqualTo(from == TaskState.RUNNING);
  }

  @ParameterizedTest
  @EnumSource
  void resumesWhatIsPausedOrHasEnded(TaskState from) {
    ValidatedConfig checked =
        new ValidatedConfig(JsonNodeFactory.instance.objectNode(), 3, 3, null);
    ResumeOptions options = ResumeOptions.NONE;
    assertThat(tasks.resume(in(from).id(), TaskState.QUEUED, checked, options))
        .isEqualTo(from == TaskState.PAUSED || from.isEnd());
    assertThat(tasks.resume(in(from).id(), TaskState.WAITING, checked, options))
        .isEqualTo(from == TaskState.PAUSED || from.isEnd());
  }

  private Task in(TaskState state) {
    String id = Ids.next();
    jdbc.sql(
            """
            insert into task (id, project_id, task_type, state, config)
            values (?, ?, 'any', ?, '{}')
            """)
        .params(id, PROJECT, state.wireName())
        .update();
    return tasks.find(id).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("dev.quern.task.model.TaskStateTests#moves")
  void movesARowAsTheTableAllows(TaskStateTests.Move move) {
    String id = Ids.next();
    jdbc.sql(
            """
            insert into task (id, project_id, task_type, state, config, note)
            values (?, ?, 'any', ?, '{}', 'before')
            """)
        .params(id, PROJECT, move.from().wireName())
        .update();

    boolean moved = tasks.move(id, move.to(), "after");

    Task task = tasks.find(id).orElseThrow();
    assertThat(moved).isEqualTo(move.allowed());
    assertThat(task.state()).isEqualTo(moved ? move.to() : move.from());
    assertThat(task.note()).isEqualTo(moved ? "after" : "before");
    assertThat(task.times().end() != null).isEqualTo(moved && move.to().isEnd());
  }
}
