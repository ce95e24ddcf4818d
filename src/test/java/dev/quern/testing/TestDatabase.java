package dev.quern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Databases for tests, as many as they like: one embedded PostgreSQL for the whole JVM, and in it,
 * for each that asks, a copy of a template that was migrated once. It is made for speed and forgets
 * everything when the JVM ends.
 */
public final class TestDatabase {

  private static final AtomicInteger MADE = new AtomicInteger();

  private TestDatabase() {}

  /** The URL of a new, migrated and empty database. */
  public static String url() {
    var name = "test_" + MADE.incrementAndGet();
    synchronized (MADE) {
      run("create database " + name + " template quern_template");
    }
    return Server.INSTANCE.getJdbcUrl("postgres", name);
  }

  /** A new, migrated and empty database, without a pool. */
  public static DataSource create() {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    return source;
  }

  /** What a context signs in with; the server takes any, and a test looks where it is shown. */
  public static final String PASSWORD = "password-of-the-database-86420";

  /** Points a Spring context at a new, migrated and empty database. */
  public static void register(DynamicPropertyRegistry registry) {
    var url = url();
    registry.add("spring.datasource.url", () -> url);
    registry.add("spring.datasource.password", () -> PASSWORD);
    registry.add("spring.datasource.hikari.maximum-pool-size", () -> 8);
  }

  private static void run(String statement) {
    try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
        var jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + statement, e);
    }
  }

  private static final class Server {

    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setPort(ReservedPort.take())
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_connections", "200")
                .start();
        migrateTemplate(server);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void migrateTemplate(EmbeddedPostgres server) {
      try (var connection = server.getPostgresDatabase().getConnection();
          var jdbc = connection.createStatement()) {
        jdbc.execute("create database quern_template");
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot create the template database", e);
      }
      var template = server.getJdbcUrl("postgres", "quern_template");
      Flyway.configure().dataSource(template, "postgres", "postgres").load().migrate();
    }
  }
}
