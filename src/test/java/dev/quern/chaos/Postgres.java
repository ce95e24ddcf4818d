package dev.quern.chaos;

import dev.quern.testing.Await;
import dev.quern.testing.ReservedPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that the nodes of the chaos tests share: one for the JVM, a database for each
 * test. It can be killed, and comes back on its port with what it had committed: all of that
 * survives the death of a process, so it needs no fsync.
 */
final class Postgres {

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Postgres INSTANCE = new Postgres();

  private final Path data;
  private EmbeddedPostgres server;

  private Postgres() {
    try {
      data = Files.createTempDirectory("quern-chaos-postgres-");
      server = start(ReservedPort.take());
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Postgres shared() {
    return INSTANCE;
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200");
    return builder.setPort(port).start();
  }

  int port() {
    return server.getPort();
  }

  /** A new database with Quern's tables; its name. */
  String database() {
    String name = "chaos_" + MADE.incrementAndGet();
    jdbc("postgres").sql("create database " + name).update();
    Flyway.configure().dataSource(url(name, port()), "postgres", "").load().migrate();
    return name;
  }

  /** A connection for each statement, to the server itself and past every proxy. */
  JdbcClient jdbc(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database, port()));
    return JdbcClient.create(source);
  }

  /** As Quern is given it, by way of a port. */
  static String url(String database, int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  /** Takes no writes from new sessions, or takes them again; ends those that stand. */
  void readOnly(String database, boolean on) {
    jdbc("postgres")
        .sql("alter database " + database + " set default_transaction_read_only = " + on)
        .update();
    endSessions(database, "true");
  }

  /** Ends the sessions that a condition on {@code pg_stat_activity} names, and says how many. */
  int endSessions(String database, String which) {
    return jdbc("postgres")
        .sql(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = ? and "
                + which)
        .param(database)
        .query(Integer.class)
        .single();
  }

  void kill() {
    Signal.KILL.to(pid(data));
  }

  /** Starts it again after {@link #kill}, as soon as the last of its processes is gone. */
  void startAgain() {
    int port = port();
    Await.atMost(Duration.ofSeconds(60))
        .holds(
            "PostgreSQL starts again",
            () -> {
              try {
                Files.deleteIfExists(data.resolve("epg-lock")); // its old self's, in this JVM
                server = start(port);
                return true;
              } catch (IOException | IllegalStateException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** The pid of the PostgreSQL that works on this folder. */
  static long pid(Path data) {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("No PostgreSQL works on " + data, e);
    }
  }

  private void close() {
    try {
      server.close();
      FileSystemUtils.deleteRecursively(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
