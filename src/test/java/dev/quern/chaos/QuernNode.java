package dev.quern.chaos;

import dev.quern.flow.Rest;
import dev.quern.testing.Await;
import dev.quern.testing.ReservedPort;
import java.io.File;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Quern in a JVM of its own, run from the test's class path, with a home of its own. It can be
 * ended in any way and started again on the same home. Its log is {@code
 * target/chaos/TEST-NAME.log}.
 */
final class QuernNode implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final String OURS = "dev.quern.Quern";

  private final Path home;
  private final Path log;
  private final List<String> settings;
  private final int port;
  private final Rest rest;
  private final Thread hook = new Thread(this::kill);
  private Process process;

  private QuernNode(Path home, Path log, List<String> settings, List<String> jvm) {
    this.home = home;
    this.log = log;
    this.settings = settings;
    this.port = ReservedPort.take();
    this.rest = new Rest(url());
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.process = launch(jvm);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a node and does not wait for it.
   *
   * @param settings such as {@code quern.tasks.concurrency=2}
   * @param jvm options of the JVM, such as {@code -Dquern.fault-point=after-claim}
   */
  static QuernNode start(Path home, String logName, List<String> settings, String... jvm) {
    return new QuernNode(
        home, Path.of("target/chaos", logName + ".log"), settings, Arrays.asList(jvm));
  }

  /** Starts it again on its home and its port, after it has ended; returns when it is UP. */
  QuernNode startAgain(String... jvm) {
    awaitEnd();
    process = launch(Arrays.asList(jvm));
    return up();
  }

  private Process launch(List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A start counts more here than speed: half of it would go into the second compiler.
    command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvm);
    command.addAll(List.of("-classpath", classPath(), OURS));
    command.addAll(
        List.of(
            "--quern.home=" + home,
            "--quern.sample=false",
            "--server.port=" + port,
            "--spring.jmx.enabled=false",
            "--camel.main.jmx-management-enabled=false",
            "--management.endpoints.web.exposure.include=health"));
    settings.forEach(setting -> command.add("--" + setting));
    try {
      Files.createDirectories(log.getParent());
      Files.createDirectories(home);
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Quern cannot be started", e);
    }
  }

  /**
   * The project's classes and what they need; what stands in for a part of them in tests is out.
   */
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until health is UP. */
  QuernNode up() {
    Await.atMost(Duration.ofMinutes(5))
        .sees(
            "Quern is up; its log is " + log,
            () -> process.isAlive() ? health() : -1,
            status -> status == 200 || status == -1);
    if (!process.isAlive()) {
      throw new IllegalStateException("Quern ended while it started; its log is " + log);
    }
    return this;
  }

  /** The status of its health: 200 or 503; 0 without an answer within 10 s. */
  int health() {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  Rest rest() {
    return rest;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Path home() {
    return home;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void signal(Signal signal) {
    signal.to(process.pid());
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, and waits for that. */
  void term() {
    signal(Signal.TERM);
    awaitEnd();
  }

  void awaitEnd() {
    Await.atMost(Duration.ofMinutes(2))
        .holds("Quern ends; its log is " + log, () -> !process.isAlive());
  }

  /** Whether this node has taken the entry, by the name that the scheduler knows it by. */
  boolean isNamed(String pickedBy) {
    return pickedBy.endsWith(HexFormat.of().toHexDigits(home.toString().hashCode()) + "-1");
  }

  /** The lines of its log. */
  List<String> log() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a text stands in its log. */
  long logged(String text) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    signal(Signal.CONT);
    kill();
    Path postgres = home.resolve("postgres");
    if (Files.exists(postgres.resolve("postmaster.pid"))) {
      Signal.KILL.to(Postgres.pid(postgres));
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
