package dev.quern.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.task.run.DatabaseOutage;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process that is suspended while it holds a task's row does not keep it for ever. */
class RowLockTests {

  private final DataSource source = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(source));

  private String task() {
    String id = Ids.next();
    jdbc.sql(
            "insert into task (id, project_id, task_type, state, config) values (?, ?, 'x', ?, '{}')")
        .params(id, new TestRows(source).project("p-" + id), "queued")
        .update();
    return id;
  }

  private String patience() {
    return jdbc.sql("show idle_in_transaction_session_timeout").query(String.class).single();
  }

  @Test
  void aLockOfATaskEndsWithASessionThatIsSilent() {
    String id = task();
    String locked =
        transaction.execute(
            status -> {
              assertThat(new TaskRepository(jdbc).lock(id)).isPresent();
              return patience();
            });
    new PartRepository(jdbc).add(id, 1, "node", true, false, 3);
    String fenced =
        transaction.execute(
            status -> {
              assertThat(new RunRepository(jdbc).fence(id, 1)).isTrue();
              return patience();
            });

    assertThat(locked).isEqualTo("10s");
    assertThat(fenced).isEqualTo("10s");
    assertThat(patience()).isEqualTo("0");
  }

  @Test
  void whatSuchASessionWasToStoreIsTriedAgain() {
    SQLException ended = new SQLException("terminating connection", "25P03");

    assertThat(DatabaseOutage.isOutage(new UncategorizedSQLException("store", null, ended)))
        .isTrue();
  }
}
