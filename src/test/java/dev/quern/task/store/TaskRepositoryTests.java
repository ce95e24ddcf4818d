package dev.quern.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskStateTests;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of moves as the database holds it. */
class TaskRepositoryTests {

  private static final DataSource DATABASE = TestDatabase.create();
  private static final String PROJECT = new TestRows(DATABASE).project("moves");

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final TaskRepository tasks = new TaskRepository(jdbc);

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
    assertThat(task.endTime() != null).isEqualTo(moved && move.to().isEnd());
  }
}
