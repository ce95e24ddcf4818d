package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quern.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL, and what a killed process leaves of it. */
class EmbeddedDatabaseTests {

  @TempDir Path home;

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.getJdbcUrl(), database.getUsername(), database.getPassword());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.getJdbcUrl(), database.getUsername(), database.getPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void isDurableAndSurvivesAKilledProcess() throws Exception {
    Path data = home.resolve("postgres");
    EmbeddedDatabase left =
        new EmbeddedDatabase(data, home.resolve("postgres-bin")); // never closed, as after kill -9
    assertThat(query(left, "show fsync")).isEqualTo("on");
    assertThat(query(left, "show synchronous_commit")).isEqualTo("on");
    assertThat(query(left, "show server_encoding")).isEqualTo("UTF8");
    run(left, "create table kept as select 42 as answer");
    Files.delete(data.resolve("epg-lock")); // a lock that dies with its process
    left.leave();
    String firstPid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);

    try (EmbeddedDatabase next = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      assertThat(query(next, "select answer from kept")).isEqualTo("42");
      assertThat(Files.readAllLines(data.resolve("postmaster.pid")).get(0)).isNotEqualTo(firstPid);
    }
    assertThat(data.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void comesBackOnItsPortWhenItWasKilled() throws Exception {
    Path data = home.resolve("postgres");
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      run(database, "create table kept as select 42 as answer");
      String url = database.getJdbcUrl();
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

      Await.until("it answers again", () -> answer(database), "42"::equals);
      assertThat(database.getJdbcUrl()).isEqualTo(url);
      assertThat(query(database, "show fsync")).isEqualTo("on");
    }
    assertThat(data.resolve("postmaster.pid")).doesNotExist();
  }

  private static String answer(EmbeddedDatabase database) {
    try {
      return query(database, "select answer from kept");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void letsNobodyInWithoutThePasswordThatItsOwnerAloneReads() throws Exception {
    Path data = home.resolve("postgres");
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      assertThat(query(database, "select rolpassword from pg_authid where rolname = 'postgres'"))
          .startsWith("SCRAM-SHA-256$");
      refuses(database);
    }
    Path file = home.resolve("postgres-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void takesOverDataThatTrustedEverybodyAndDataWhosePasswordWasLost() throws Exception {
    Path data = home.resolve("postgres");
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      run(database, "create table kept as select 42 as answer");
      run(database, "alter role postgres password null");
    }
    Path rules = data.resolve("pg_hba.conf");
    Files.writeString(rules, Files.readString(rules).replaceAll("(?m)scram-sha-256$", "trust"));
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      assertThat(query(database, "select answer from kept")).isEqualTo("42");
      refuses(database);
    }
    Files.writeString(home.resolve("postgres-password"), "\n"); // as a full disk left it
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      assertThat(query(database, "select answer from kept")).isEqualTo("42");
      refuses(database);
    }
    Files.delete(home.resolve("postgres-password"));
    try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
      assertThat(query(database, "select answer from kept")).isEqualTo("42");
      refuses(database);
    }
  }

  private static void refuses(EmbeddedDatabase database) {
    Await.until(
        "it has read its rules",
        () ->
            catchThrowable(
                    () -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "wrong"))
                != null);
    assertThat(
            catchThrowable(
                () -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "wrong")))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void neverSignalsAForeignProcess() throws Exception {
    Path data = home.resolve("postgres");
    new EmbeddedDatabase(data, home.resolve("postgres-bin")).close();
    Process foreign = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(data.resolve("postmaster.pid"), foreign.pid() + "\n" + data + "\n");

      try (EmbeddedDatabase database = new EmbeddedDatabase(data, home.resolve("postgres-bin"))) {
        assertThat(query(database, "select 1")).isEqualTo("1");
      }
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void refusesDataOfAnotherVersion() throws Exception {
    Path data = Files.createDirectories(home.resolve("postgres"));
    Files.writeString(data.resolve("PG_VERSION"), "16\n");

    assertThat(catchThrowable(() -> new EmbeddedDatabase(data, home.resolve("postgres-bin"))))
        .hasMessageContaining("PostgreSQL 16")
        .hasMessageContaining(data.toString());
  }
}
