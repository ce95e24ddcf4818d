package dev.quern.bench;

import dev.quern.testing.Await;
import dev.quern.testing.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Quern as users run it: its jar in a JVM of its own with {@code -Xmx512m}, on a home of its own
 * with the embedded PostgreSQL. Ends with this object or with this JVM, and its PostgreSQL too.
 *
 * <p>The system property {@code bench.jvm} gives that JVM further options, such as {@code
 * -XX:StartFlightRecording=filename=target/bench.jfr}.
 */
final class QuernProcess implements AutoCloseable {

  private static final Duration MAX_START = Duration.ofMinutes(5);
  private static final long MAX_STOP_SECONDS = 60;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path home;
  private final String url;
  private final Duration startTime;
  private final Thread hook = new Thread(this::end);

  private QuernProcess(Path program, Path home, Path log, String... jvm) throws IOException {
    this.home = home;
    int port = ReservedPort.take();
    url = "http://127.0.0.1:" + port;
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    Stream.of(System.getProperty("bench.jvm", "").split(" "))
        .filter(option -> !option.isEmpty())
        .forEach(options::add);
    options.addAll(List.of(jvm));
    ProcessBuilder builder = new ProcessBuilder(command(program, options));
    builder
        .command()
        .addAll(List.of("--quern.home=" + home, "--quern.sample=false", "--server.port=" + port));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", String.join(" ", options));
    Runtime.getRuntime().addShutdownHook(hook);
    Files.createDirectories(log.getParent());
    long start = System.nanoTime();
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      Await.atMost(MAX_START).holds("Quern is up; its log is " + log, this::isUpOrEnded);
      startTime = Duration.ofNanos(System.nanoTime() - start);
      if (!process.isAlive()) {
        throw new IllegalStateException("Quern ended while it started; its log is " + log);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The launcher takes the options from its environment. */
  private static List<String> command(Path program, List<String> options) {
    List<String> command = new ArrayList<>();
    if (program.toString().endsWith(".jar")) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.add("-jar");
    }
    command.add(program.toString());
    return command;
  }

  /** Starts Quern, with more options of the JVM, and returns when its health is UP. */
  static QuernProcess start(Path program, Path home, Path log, String... jvm) {
    try {
      return new QuernProcess(program, home, log, jvm);
    } catch (IOException e) {
      throw new UncheckedIOException("Quern cannot be started from " + program, e);
    }
  }

  /** Such as {@code http://127.0.0.1:40001}. */
  String url() {
    return url;
  }

  /** From the start of the JVM until health was UP. */
  Duration startTime() {
    return startTime;
  }

  long pid() {
    return process.pid();
  }

  /** The pid of its PostgreSQL. */
  Optional<Long> postmaster() {
    Path lock = home.resolve("postgres/postmaster.pid");
    try {
      return Files.exists(lock)
          ? Files.readAllLines(lock).stream().findFirst().map(String::strip).map(Long::valueOf)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // it is just being removed
    }
  }

  /** Its PostgreSQL, for JDBC. */
  String databaseUrl() throws IOException {
    return "jdbc:postgresql://127.0.0.1:%s/postgres?user=postgres&password=%s"
        .formatted(
            Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(3),
            Files.readString(home.resolve("postgres-password")).strip());
  }

  /** Ends the JVM as a power cut would; its PostgreSQL lives on, as after {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private boolean isUpOrEnded() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/actuator/health")).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void end() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    postmaster().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
  }

  /** An empty folder for a home, whatever was there before. */
  static Path emptyHome(Path home) {
    try {
      if (Files.exists(home)) {
        try (Stream<Path> all = Files.walk(home)) {
          for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException("The home cannot be emptied: " + home, e);
    }
  }
}
