package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskBody.aTask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ProviderBody;
import dev.quern.testing.TaskBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** REST as a client of Quern uses it. */
public final class Rest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;

  public Rest(String base) {
    this.base = base;
  }

  /**
   * An answer.
   *
   * @param retryAfter the seconds of its Retry-After; 0 where it has none
   * @param json its JSON, missing where it is none
   */
  public record Reply(int status, String contentType, long retryAfter, String text, JsonNode json) {

    public String text(String pointer) {
      return json.at(pointer).asText();
    }
  }

  public Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  /** The body of an answer that must be there. */
  public byte[] bytes(String path) {
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " is answered with " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Reply post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  public Reply post(String path, JsonBody body) {
    return post(path, body.toString());
  }

  public Reply put(String path, JsonBody body) {
    return put(path, body.toString());
  }

  public Reply put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  public Reply patch(String path, JsonBody body) {
    return patch(path, body.toString());
  }

  public Reply patch(String path, String body) {
    return send("PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Reply post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Reply send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      long retryAfter = response.headers().firstValueAsLong("Retry-After").orElse(0);
      JsonNode json = parsed(type, response.body());
      return new Reply(response.statusCode(), type, retryAfter, response.body(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(String type, String body) throws IOException {
    return type.contains("json") && !type.contains("jsonl") && !type.contains("ndjson")
        ? JSON.readTree(body)
        : JSON.missingNode();
  }

  /** Sends files as parts of that name. */
  public Reply upload(String path, String... namesAndContents) {
    byte[][] contents = new byte[namesAndContents.length][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = namesAndContents[i].getBytes(StandardCharsets.UTF_8);
    }
    return upload(path, contents);
  }

  public Reply upload(String path, byte[]... namesAndContents) {
    String boundary = "----quern" + Ids.next();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      String name = new String(namesAndContents[i], StandardCharsets.UTF_8);
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
              .formatted(boundary, name);
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(namesAndContents[i + 1]);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(body.toByteArray()),
        "Content-Type",
        "multipart/form-data; boundary=" + boundary);
  }

  /** A new project; its id. */
  public String project() {
    return post("/api/projects", json("name", "p-" + Ids.next())).text("/id");
  }

  /** A new provider at that server, with more fields; its id. */
  public String provider(String baseUrl, JsonBody... more) {
    String id = "m-" + Ids.next();
    ProviderBody provider = aProvider(id, baseUrl);
    for (JsonBody fields : more) {
      provider = provider.with(fields);
    }
    accepted(post("/api/providers", provider), 201);
    return id;
  }

  /** Submits a task that must be accepted; its id. */
  public String task(String project, TaskBody body) {
    return accepted(post("/api/projects/" + project + "/tasks", body), 202).text("/id");
  }

  private static Reply accepted(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException(reply.text());
    }
    return reply;
  }

  /** Submits a task of that type with a provider and more fields of its configuration; its id. */
  public String taskOf(String type, String project, String provider, JsonBody... config) {
    TaskBody task = aTask(type).provider(provider);
    for (JsonBody fields : config) {
      task = task.config(fields);
    }
    return task(project, task);
  }

  /** The task once it looks as awaited. */
  public JsonNode await(String taskId, String what, Predicate<JsonNode> awaited) {
    return Await.until(what, () -> get("/api/tasks/" + taskId).json(), awaited);
  }

  /** The task once it has ended. */
  public JsonNode end(String taskId) {
    return await(taskId, "the task ends", task -> task.path("status").asInt() != 0);
  }

  /** A project with that many chunks of one sentence each. */
  public String projectWithChunks(int count) {
    String project = project();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("The mill number ").append(i).append(" stands by the river.\n====\n");
    }
    upload("/api/projects/" + project + "/files", "mills.txt", text.toString());
    end(task(project, splitAt("====")));
    return project;
  }

  /** A text-processing that makes a chunk of each part between two delimiters. */
  public static TaskBody splitAt(String delimiter) {
    return aTask("text-processing")
        .config("strategy", "delimiter")
        .config("delimiter", delimiter)
        .config("min_chunk_chars", 0);
  }

  /** Writes a question about the first chunk of a project by hand; its id. */
  public String question(String project, String question) {
    String path = "/api/projects/" + project;
    String chunk = get(path + "/chunks?limit=1").text("/items/0/id");
    JsonBody body = json("question", question).with("chunk_id", chunk);
    return accepted(post(path + "/questions", body), 201).text("/id");
  }

  /** A project with one chunk and these questions about it. */
  public String projectWithQuestions(String... questions) {
    String project = projectWithChunks(1);
    for (String question : questions) {
      question(project, question);
    }
    return project;
  }

  /** How many rows a list of a project has. */
  public long total(String project, String list) {
    return get("/api/projects/" + project + "/" + list + "?limit=1").json().path("total").asLong();
  }
}
