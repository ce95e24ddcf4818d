package dev.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The few REST calls that the benchmark makes; an answer that is not 2xx is an exception. */
final class QuernRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "quern-benchmark-boundary";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;

  QuernRest(QuernProcess quern) {
    api = quern.url() + "/api";
  }

  /** Adds an OpenAI-compatible provider {@code bench}. */
  void addProvider(String baseUrl) {
    addProvider("bench", baseUrl, Map.of());
  }

  /** Adds an OpenAI-compatible provider with more fields. */
  void addProvider(String id, String baseUrl, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(Map.of("id", id, "provider", "openai", "base_url", baseUrl, "model", "stand-in"));
    post("/providers", body);
  }

  /** Makes a project and returns its id. */
  String project(String name) {
    return post("/projects", Map.of("name", name)).path("id").asText();
  }

  /** Uploads a file by multipart and returns its id. */
  String upload(String projectId, Path file) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n"
            .formatted(BOUNDARY, file.getFileName());
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
      return send(
              "/projects/" + projectId + "/files",
              "multipart/form-data; boundary=" + BOUNDARY,
              body)
          .path(0)
          .path("id")
          .asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Submits a task on a file; its id. */
  String start(String projectId, String taskType, String fileId, Map<String, Object> config) {
    return submit(projectId, taskType, fileId, config).path("id").asText();
  }

  private JsonNode submit(
      String projectId, String taskType, String fileId, Map<String, Object> config) {
    Map<String, Object> body =
        Map.of(
            "task_type", taskType,
            "input", Map.of("file_ids", new String[] {fileId}),
            "config", config);
    return post("/projects/" + projectId + "/tasks", body);
  }

  /** Runs a task on a file to its end, and returns it as it ended; it must have completed. */
  JsonNode run(String projectId, String taskType, String fileId, Map<String, Object> config) {
    JsonNode task = submit(projectId, taskType, fileId, config);
    while (task.path("status").asInt() == 0) {
      task = lastEvent(task.path("id").asText());
    }
    if (!task.path("state").asText().equals("completed") || task.path("failed_count").asInt() > 0) {
      throw new IllegalStateException("The task was to complete without a failure: " + task);
    }
    return task;
  }

  /** Submits a task of one question-generation over a file, and returns its id. */
  String submit(String projectId, String fileId, int parallelism) {
    return post(
            "/projects/" + projectId + "/tasks",
            Map.of(
                "task_type",
                "question-generation",
                "input",
                Map.of("file_ids", new String[] {fileId}),
                "config",
                Map.of("provider_id", "bench", "parallelism", parallelism)))
        .path("id")
        .asText();
  }

  /** Submits a task of the whole project, and returns its id. */
  String submit(String projectId, String taskType, Map<String, Object> config) {
    return post(
            "/projects/" + projectId + "/tasks", Map.of("task_type", taskType, "config", config))
        .path("id")
        .asText();
  }

  /** Follows a task to its end, whatever that is. */
  JsonNode end(String taskId) {
    JsonNode task = lastEvent(taskId);
    while (task.path("status").asInt() == 0) {
      task = lastEvent(taskId);
    }
    return task;
  }

  void resume(String taskId) {
    post("/tasks/" + taskId + "/resume", Map.of());
  }

  void cancel(String taskId) {
    post("/tasks/" + taskId + "/cancel", Map.of());
  }

  /** What a GET answers. */
  JsonNode get(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + path)).build();
    try {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + path + " failed", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Follows the task's events until they end: no polling beside what is measured. */
  private JsonNode lastEvent(String taskId) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/tasks/" + taskId + "/events")).build();
    try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
      String last =
          lines
              .filter(line -> line.startsWith("data:"))
              .reduce((before, after) -> after)
              .orElseThrow(() -> new IllegalStateException("No event came of task " + taskId));
      return JSON.readTree(last.substring("data:".length()));
    } catch (IOException e) {
      throw new UncheckedIOException("The events of task " + taskId + " broke off", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JsonNode post(String path, Map<String, ?> body) {
    try {
      return send(path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
    } catch (IOException e) {
      throw new UncheckedIOException("POST " + path + " failed", e);
    }
  }

  private JsonNode send(String path, String contentType, BodyPublisher body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", contentType)
            .POST(body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "POST " + path + " was answered " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("The benchmark was interrupted", e);
  }
}
