package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** What health says of the database. */
class DatabaseHealthTests {

  private static final String FORGOTTEN = "forgotten console";

  private final PGSimpleDataSource source = (PGSimpleDataSource) TestDatabase.create();

  private Health health(Duration longOpen) {
    return new DatabaseHealth(source, longOpen).health();
  }

  /** A session of somebody else that has run these statements and then waits for its user. */
  private Connection session(String statements) throws SQLException {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setUrl(source.getUrl());
    other.setUser(source.getUser());
    other.setApplicationName(FORGOTTEN);
    Connection connection = other.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
    return connection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "begin; insert into project (id, name) values ('p', 'p')",
        "begin isolation level repeatable read; select count(*) from project"
      })
  void namesTheTransactionThatKeepsDeadRows(String statements) throws SQLException {
    try (Connection forgotten = session(statements)) {
      Health health = health(Duration.ZERO);

      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getDetails().get("dead_rows_kept_by"))
          .asString()
          .contains(FORGOTTEN, source.getUser(), "pg_terminate_backend");
      forgotten.createStatement().execute("rollback");
      assertThat(health(Duration.ZERO).getDetails()).doesNotContainKey("dead_rows_kept_by");
    }
  }

  @Test
  void doesNotNameOneThatIsYoung() throws SQLException {
    try (Connection young = session("begin; insert into project (id, name) values ('p', 'p')")) {
      assertThat(health(Duration.ofMinutes(10)).getDetails())
          .doesNotContainKey("dead_rows_kept_by");
    }
  }

  @Test
  void doesNotNameOneThatKeepsNothing() throws SQLException {
    try (Connection idle = session("begin")) {
      assertThat(health(Duration.ZERO).getDetails()).doesNotContainKey("dead_rows_kept_by");
    }
  }

  @Test
  void isDownWhereNothingCanBeWritten() throws SQLException {
    source.setOptions("-c default_transaction_read_only=on");

    Health health = health(Duration.ofMinutes(10));

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails()).containsEntry("read_only", true);
  }
}
