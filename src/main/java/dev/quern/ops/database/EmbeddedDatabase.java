package dev.quern.ops.database;

import dev.quern.DaemonThreads;
import dev.quern.error.StartRefusedException;
import dev.quern.home.PrivateFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * A PostgreSQL of our own under {@code quern.home/postgres}, durable like any other: fsync on, no
 * data deleted, stopped after the connection pool; it asks for a password that lies in the home.
 * Remains of a killed process are handled before the start; a process that is not a PostgreSQL on
 * this very folder is never signalled. One that is killed under a living Quern is started again.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(30);

  /** The longest start; recovery after a crash may take a while. */
  private static final Duration RECOVERY_WAIT = Duration.ofMinutes(2);

  /**
   * The time after which a start is checked: a server that is still recovering continues, and one
   * whose predecessor has not quite ended is started again.
   */
  private static final Duration RESTART_WAIT = Duration.ofSeconds(5);

  private static final long LOOK_MS = 500;

  private final Path folder;
  private final Path programs;
  private final DatabasePassword password;
  private final EmbeddedPostgres postgres;
  private final ScheduledExecutorService watch = DaemonThreads.timer("postgres-watch");

  /**
   * Starts the database.
   *
   * @param data its folder, created if missing
   * @param programs the folder of its unpacked programs
   */
  EmbeddedDatabase(Path data, Path programs) {
    folder = data.toAbsolutePath();
    this.programs = programs;
    password = new DatabasePassword(folder);
    try {
      checkVersion(folder);
      clearLeftover(folder);
      boolean trusts = password.isToBeSet();
      postgres = builder().setPGStartupWait(RECOVERY_WAIT).start();
      PrivateFile.restrict(programs); // the library lets everybody write there
      if (trusts) {
        password.set(getJdbcUrl(), getUsername());
      }
      log.info("PostgreSQL runs on port {} with its data in {}", postgres.getPort(), folder);
      if (isAlive()) { // else this system does not tell what its processes are
        watch.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | IllegalStateException | SQLException e) {
      throw new StartRefusedException(
          "The embedded PostgreSQL in " + folder + " does not start: " + e.getMessage(),
          "Mend that, or give Quern a PostgreSQL of yours (spring.datasource.url)");
    }
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setOverrideWorkingDirectory(programs.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setLocaleConfig("locale", "C.UTF-8")
        .setLocaleConfig("lc-collate", "C") // the same order, compared as bytes
        .setLocaleConfig("auth", DatabasePassword.METHOD) // options of initdb, like the locale
        .setLocaleConfig("pwfile", password.file().toString())
        .setConnectConfig("password", password.text())
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "") // else one lies in /tmp
        .setServerConfig("max_connections", "200")
        .setServerConfig("max_wal_size", "2GB");
  }

  /** Restarts it on the same port when it has been stopped; the pool reconnects by itself. */
  private void look() {
    try {
      if (!isAlive()) {
        log.warn("PostgreSQL has ended; it is started again on port {}", postgres.getPort());
        Files.deleteIfExists(folder.resolve("epg-lock")); // this process holds it already
        builder().setPort(postgres.getPort()).setPGStartupWait(RESTART_WAIT).start();
        log.info("PostgreSQL runs again");
      }
    } catch (IOException | RuntimeException e) {
      log.warn("PostgreSQL does not start, trying again: {}", e.getMessage());
    }
  }

  private boolean isAlive() throws IOException {
    return postmaster(folder, folder.resolve("postmaster.pid")).isPresent();
  }

  private static void checkVersion(Path data) throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(version) && !Files.readString(version).strip().equals("17")) {
      throw new IllegalStateException(
          "its data were written by PostgreSQL "
              + Files.readString(version).strip()
              + " and this Quern brings 17; dump and restore them, or use another quern.home");
    }
  }

  /**
   * Stops a postmaster that outlived its Quern process, and removes the lock file of a dead one.
   */
  static void clearLeftover(Path data) throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    Optional<ProcessHandle> postmaster = postmaster(data, lock);
    if (postmaster.isPresent()) {
      ProcessHandle process = postmaster.get();
      log.info("Stopping the PostgreSQL (process {}) that an earlier run left", process.pid());
      interrupt(process);
      try {
        process.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException(
            "the PostgreSQL of an earlier run (process "
                + process.pid()
                + ") does not stop; stop it by hand and start again",
            e);
      }
    }
    Files.deleteIfExists(lock);
  }

  private static Optional<ProcessHandle> postmaster(Path data, Path lock) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(lock);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    long pid;
    try {
      pid = Long.parseLong(lines.isEmpty() ? "" : lines.get(0).strip());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> serves(p, data));
  }

  private static boolean serves(ProcessHandle process, Path data) {
    String command = process.info().command().orElse("");
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    String line = process.info().commandLine().orElse("");
    boolean isPostgres =
        (command + " " + line).contains("postgres")
            || arguments.stream().anyMatch(a -> a.contains("postgres"));
    return isPostgres && (arguments.contains(data.toString()) || line.contains(data.toString()));
  }

  /** A fast shutdown: it ends sessions and loses nothing (PostgreSQL manual, 18.5). */
  private static void interrupt(ProcessHandle process) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      process.destroy();
      return;
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
  }

  @Override
  public String getUsername() {
    return "postgres";
  }

  @Override
  public String getPassword() {
    return password.text();
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  @Override
  public void close() throws IOException {
    leave();
    postgres.close(); // by the folder: whichever start made the one that runs now
  }

  /** Prevents further restarts. */
  void leave() {
    watch.shutdown();
    try {
      watch.awaitTermination(RESTART_WAIT.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
