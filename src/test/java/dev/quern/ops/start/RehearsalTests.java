package dev.quern.ops.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.quern.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rehearsal with a Quern that does not do its part. */
class RehearsalTests {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private HttpServer quern;

  @BeforeEach
  void start() throws IOException {
    quern = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    quern.setExecutor(threads);
    quern.createContext("/", exchange -> answer(exchange, 200, "[{\"id\": \"1\", \"status\": 0}]"));
    quern.createContext(
        "/api/", exchange -> answer(exchange, 200, "{\"id\": \"1\", \"status\": 0}"));
    quern.start();
  }

  @AfterEach
  void stop() {
    gate.complete(null);
    quern.stop(0);
    threads.shutdownNow();
  }

  private String address() {
    return "http://127.0.0.1:" + quern.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Its events begin, and never end. */
  private void tasksThatNeverEnd() {
    quern.createContext(
        "/api/tasks/1/events",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("event: task\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          gate.join();
          exchange.close();
        });
  }

  @Test
  void endsThoughATaskNeverEnds() {
    tasksThatNeverEnd();
    CompletableFuture<Void> played = CompletableFuture.runAsync(() -> play(), threads);

    Await.until("it has ended", played::isDone);

    assertThatThrownBy(played::join)
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage(
            "The rehearsal took more than 2 s, and was ended at "
                + address()
                + "/api/tasks/1/events");
  }

  private void play() {
    try {
      Rehearsal.play(address(), 1, Duration.ofSeconds(2));
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void endsItsProcessWithOneAndTheReasonInOneLine() throws Exception {
    quern.createContext("/api/providers", exchange -> answer(exchange, 500, "It is broken."));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                Rehearsal.class.getName(),
                address(),
                "1")
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isOne();
    assertThat(said.lines()).singleElement().asString().contains("/api/providers", "broken");
  }
}
