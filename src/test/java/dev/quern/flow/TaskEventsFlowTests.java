package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.RawHttp;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Server-Sent Events of tasks, as a client reads them. */
class TaskEventsFlowTests extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TaskBody LATER =
      aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z");

  @Autowired private MeterRegistry meters;

  /** A client that reads until the stream ends. */
  private final class Watching implements AutoCloseable {

    private final HttpURLConnection connection;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> otherLines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Watching(String task) throws IOException {
      URI uri = URI.create("http://127.0.0.1:" + port + "/api/tasks/" + task + "/events");
      connection = (HttpURLConnection) uri.toURL().openConnection();
      assertThat(connection.getContentType()).startsWith("text/event-stream");
      Thread reading = new Thread(this::read, "watching");
      reading.setDaemon(true);
      reading.start();
    }

    private void read() {
      try (var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        String name = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.startsWith("event:")) {
            name = line.substring("event:".length());
          } else if (line.startsWith("data:") && name.equals("task")) {
            events.add(JSON.readTree(line.substring("data:".length())));
          } else {
            otherLines.add(line);
          }
        }
        ended.complete(null);
      } catch (IOException e) {
        ended.completeExceptionally(new UncheckedIOException(e));
      }
    }

    String lastState() {
      return events.isEmpty() ? "" : events.get(events.size() - 1).path("state").asText();
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  private double streams() {
    return meters.get("quern.events.streams").gauge().value();
  }

  @Test
  void givesOneEventOfATaskThatHasEndedAndCloses() throws Exception {
    String task = rest.task(rest.project(), aTask("text-processing"));
    JsonNode end = rest.end(task);

    try (Watching watching = new Watching(task)) {
      Await.until("the stream ends", watching.ended::isDone);
      assertThat(watching.ended).isCompleted();
      assertThat(watching.events).containsExactly(end);
    }
  }

  @Test
  void followsARunToItsEndAFewTimesASecond() throws Exception {
    String project = rest.projectWithChunks(60);
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).after(Duration.ofMillis(40)));
    String task = questionTask(project, json("parallelism", 2));
    long begin = System.nanoTime();

    try (Watching watching = new Watching(task)) {
      Await.until("the stream ends", watching.ended::isDone);
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(watching.lastState()).isEqualTo("completed");
      assertThat(watching.events).hasSizeBetween(2, (int) (4 * seconds) + 2);
      assertThat(watching.events.stream().map(e -> e.path("completed_count").asInt())).isSorted();
      assertThat(watching.events.get(watching.events.size() - 1)).isEqualTo(rest.end(task));
    }
  }

  @Test
  void seesWhatAnotherNodeDoes() throws Exception {
    String task = rest.task(rest.project(), LATER);
    try (Watching watching = new Watching(task)) {
      Await.until("the first event", () -> watching.lastState().equals("waiting"));
      // Another node writes the row; nobody tells this one.
      jdbc.sql(
              "update task set state = 'interrupted', end_time = now(), update_at = now() where id = :id")
          .param("id", task)
          .update();

      Await.until("the stream ends", watching.ended::isDone);
      assertThat(watching.lastState()).isEqualTo("interrupted");
    }
  }

  @Test
  void tellsTheEndOfACancelledTaskOnce() throws Exception {
    String project = rest.projectWithChunks(20);
    MODELS.replyWith(r -> Faults.silence());
    String task = questionTask(project, json("parallelism", 8));
    try (Watching watching = new Watching(task)) {
      Await.until("calls hang", () -> MODELS.traffic().inFlight() == 8);
      rest.post("/api/tasks/" + task + "/cancel");

      Await.until("the stream ends", watching.ended::isDone);
      assertThat(watching.events)
          .filteredOn(e -> e.path("state").asText().equals("interrupted"))
          .containsExactly(rest.end(task));
    }
  }

  @Test
  void keepsAQuietStreamAlive() throws Exception {
    String task = rest.task(rest.project(), LATER);
    try (Watching watching = new Watching(task)) {
      Await.until(
          "comments",
          () -> watching.otherLines.stream().filter(l -> l.startsWith(":")).count() > 1);
      assertThat(watching.events).hasSize(1);
    }
  }

  @Test
  void forgetsAClientThatHasGoneAway() throws Exception {
    Await.until("no stream is left", () -> streams() == 0);
    String task = rest.task(rest.project(), LATER);
    Watching watching = new Watching(task);
    Await.until("it is watched", () -> streams() == 1);

    watching.close();

    Await.until("it is forgotten", () -> streams() == 0);
  }

  @Test
  void opensNoMoreStreamsThanThereMayBe() throws Exception {
    Await.until("no stream is left", () -> streams() == 0);
    String task = rest.task(rest.project(), LATER);
    List<Watching> open = new ArrayList<>();
    List<Socket> others = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        open.add(new Watching(task));
      }
      Rest.Reply refused = rest.get("/api/tasks/" + task + "/events");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text("/detail")).contains("8 streams", "max-streams-of-a-client");
      assertThat(rest.get("/api/tasks/" + task).status()).isEqualTo(200);

      String line = "GET /api/tasks/" + task + "/events HTTP/1.1\r\n";
      for (int i = 0; i < 4; i++) {
        others.add(watchFrom("127.0.0.3", line));
      }
      Await.until("as many are open as may be", () -> streams() == 12);
      RawHttp.Reply full = RawHttp.send("127.0.0.4", port, line, new byte[0]);
      assertThat(full.status()).isEqualTo(429);
      assertThat(full.body()).contains("12 streams", "quern.events.max-streams)");
    } finally {
      open.forEach(Watching::close);
      for (Socket other : others) {
        other.close();
      }
    }
    Await.until("they are forgotten", () -> streams() == 0);
  }

  /** Each holds a thread that sends, until the server hangs up on it 20 s later. */
  @Test
  void readersThatDoNotReadHoldUpNobodyElse() throws Exception {
    String large =
        rest.task(
            rest.projectWithChunks(1),
            aTask("question-generation")
                .with("run_at", "2099-01-01T00:00:00Z")
                .config("custom_prompt", "{text}" + " and so on".repeat(9_000)));
    String other = rest.task(rest.project(), LATER);
    List<Socket> slow = new ArrayList<>();
    AtomicInteger priority = new AtomicInteger();
    try {
      for (int i = 0; i < 11; i++) {
        slow.add(watchSlowly(i < 8 ? "127.0.0.5" : "127.0.0.6", large));
      }
      Await.until(
          "all hold a thread",
          () -> {
            rest.patch("/api/tasks/" + large, json("priority", priority.incrementAndGet()));
            return writing() == 11;
          });
      try (Watching watching = new Watching(other)) {
        Await.until("the first event", () -> watching.events.size() == 1);
        rest.patch("/api/tasks/" + other, json("priority", 7));
        Await.until("the change is told", () -> watching.events.size() == 2);
        assertThat(streams()).as("none was hung up on meanwhile").isEqualTo(12);
        assertThat(rest.get("/api/tasks/" + other + "/events").status()).isEqualTo(429);
        assertThat(rest.get("/actuator/health").status()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    Await.until("they are forgotten", () -> streams() == 0);
  }

  private static long writing() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("task-events-sender"))
        .filter(
            thread ->
                Stream.of(thread.getValue())
                    .anyMatch(frame -> frame.getClassName().contains("NioEndpoint")))
        .count();
  }

  private Socket watchSlowly(String address, String task) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2048);
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    String request =
        "GET /api/tasks/%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(task, port);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private Socket watchFrom(String address, String line) throws IOException {
    Socket socket =
        new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(address), 0);
    String request = line + "Host: 127.0.0.1:" + port + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void endsWhenTheTaskIsDeleted() throws Exception {
    String task = rest.task(rest.project(), LATER);
    try (Watching watching = new Watching(task)) {
      Await.until("the first event", () -> watching.events.size() == 1);
      jdbc.sql("delete from task where id = :id").param("id", task).update();

      Await.until("the stream ends", watching.ended::isDone);
      assertThat(watching.ended).isCompleted();
    }
  }

  @Test
  void isAProblemForATaskThatDoesNotExist() {
    var reply = rest.get("/api/tasks/none/events");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.contentType()).startsWith("application/problem+json");
  }
}
