package dev.quern.ops.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.quern.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Uses a running Quern as people do, so that the archive of loaded classes that {@code bin/quern
 * train} makes has what the first requests and the first model calls need: it looks at the page and
 * at lists, and has questions asked and answered about a text by a {@link RehearsalModel}: about
 * three items for each of its paragraphs. A program of its own; Quern never calls it.
 */
public final class Rehearsal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROVIDER = "rehearsal";

  private static final List<String> PATHS =
      List.of("/", "/actuator/health", "/api/providers", "/api/tasks");

  private static final List<String> LISTS = List.of("/chunks", "/questions", "/datasets");

  private static final String TEXT =
      "The upper stone of the mill turns twice a second and grinds five bushels an hour. Every two"
          + " weeks the miller lifts it and dresses its furrows, for a blunt stone warms the meal, and"
          + " warm meal spoils. In a dry summer the pond is low, and the wheel stands still.\n\n";

  private final HttpClient http = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
  private final RehearsalModel model;
  private final String quern;
  private final int paragraphs;
  private final Duration patience;
  private final long end;

  private Rehearsal(String quern, int paragraphs, Duration patience) throws IOException {
    this.quern = quern;
    this.paragraphs = paragraphs;
    this.patience = patience;
    end = System.nanoTime() + patience.toNanos();
    model = new RehearsalModel();
  }

  /**
   * Plays to a running Quern, and ends the process: with 0, or with 1 and the reason in one line.
   *
   * @param args the address, such as {@code http://127.0.0.1:8080}, and how many paragraphs the
   *     text has
   */
  public static void main(String[] args) {
    int status = 0;
    try {
      play(args[0], Integer.parseInt(args[1]));
    } catch (Exception e) {
      System.err.println(e);
      status = 1;
    }
    System.exit(status);
  }

  /**
   * Makes a project {@code rehearsal} and a provider of that name, and works with them, for two
   * minutes at most.
   *
   * @throws IOException when a request fails, or the time is over
   */
  public static void play(String quern, int paragraphs) throws IOException, InterruptedException {
    play(quern, paragraphs, PATIENCE);
  }

  static void play(String quern, int paragraphs, Duration patience)
      throws IOException, InterruptedException {
    try (Rehearsal rehearsal = new Rehearsal(quern, paragraphs, patience)) {
      rehearsal.play();
    }
  }

  private void play() throws IOException, InterruptedException {
    for (String path : PATHS) {
      get(path);
    }
    post(
        "/api/providers",
        Map.of(
            "id", PROVIDER, "provider", "openai", "base_url", model.baseUrl(), "model", PROVIDER));
    String project = "/api/projects/" + id(post("/api/projects", Map.of("name", PROVIDER)));
    String file = upload(project + "/files");
    run(project, "text-processing", file, Map.of("chunk_size", 400, "min_chunk_chars", 1));
    run(project, "question-generation", file, Map.of("provider_id", PROVIDER));
    run(project, "answer-generation", file, Map.of("provider_id", PROVIDER));
    for (String list : LISTS) {
      get(project + list);
    }
  }

  private String upload(String path) throws IOException, InterruptedException {
    String form =
        "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mill.txt\"\r\n\r\n%2$s\r\n--%1$s--\r\n"
            .formatted(PROVIDER, TEXT.repeat(paragraphs));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(quern + path))
            .header("Content-Type", "multipart/form-data; boundary=" + PROVIDER)
            .POST(BodyPublishers.ofString(form));
    return id(send(request).path(0));
  }

  private void run(String project, String taskType, String file, Map<String, ?> config)
      throws IOException, InterruptedException {
    JsonNode task =
        post(
            project + "/tasks",
            Map.of(
                "task_type", taskType,
                "input", Map.of("file_ids", List.of(file)),
                "config", config));
    while (task.path("status").asInt() == 0) {
      get("/api/tasks/" + id(task) + "/events"); // until it has ended
      task = get("/api/tasks/" + id(task));
    }
  }

  private static String id(JsonNode row) {
    return row.path("id").asText();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(quern + path)));
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(quern + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.PLAIN.writeValueAsString(body))));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = whole(request.build());
    String body = response.body();
    if (response.statusCode() >= 400) {
      throw new IOException(response + ": " + body);
    }
    boolean json = body.startsWith("{") || body.startsWith("[");
    return json ? Json.PLAIN.readTree(body) : MissingNode.getInstance();
  }

  /** The response with its body, which the time-out of a request does not include. */
  private HttpResponse<String> whole(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      return response.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "The rehearsal took more than %d s, and was ended at %s"
              .formatted(patience.toSeconds(), request.uri()));
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + ": " + e.getCause(), e);
    } finally {
      response.cancel(true);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
