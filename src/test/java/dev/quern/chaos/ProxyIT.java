package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.quern.flow.Rest;
import dev.quern.testing.Await;
import dev.quern.testing.ReservedPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes behind nginx, with the configuration that src/docs/operations.md gives; left out where
 * nginx is not installed.
 */
class ProxyIT extends ChaosTest {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private @Nullable Process nginx;
  private String url = "";

  private Rest proxied(QuernNode a, QuernNode b) throws IOException {
    String doc = Files.readString(Path.of("src/docs/operations.md"));
    String site = doc.split("```nginx\n")[1].split("```")[0];
    int port = ReservedPort.take();
    site =
        site.replace("10.0.0.1:8080", a.url().substring("http://".length()))
            .replace("10.0.0.2:8080", b.url().substring("http://".length()))
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";");
    Path conf = folder.resolve("nginx.conf");
    Files.writeString(
        conf,
        "daemon off;\npid %1$s/nginx.pid;\nerror_log %1$s/nginx-error.log;\nevents {}\nhttp {\n"
                .formatted(folder)
            + "access_log off;\n"
            + site
            + "}\n");
    nginx =
        new ProcessBuilder(NGINX.toString(), "-c", conf.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    url = "http://127.0.0.1:" + port;
    Rest rest = new Rest(url);
    Await.until("nginx answers", () -> status(rest, "/api/projects") == 200);
    return rest;
  }

  private static int status(Rest rest, String path) {
    try {
      return rest.get(path).status();
    } catch (RuntimeException e) {
      return 0; // it does not listen yet
    }
  }

  @AfterEach
  void end() {
    if (nginx != null) {
      nginx.destroy();
    }
  }

  @Test
  void eventsComeAsTheyAreSentAndADeadNodeIsLeftOut() throws Exception {
    assumeThat(NGINX).exists();
    QuernNode a = launch("a");
    QuernNode b = launch("b");
    a.up();
    b.up();
    Rest rest = proxied(a, b);
    Work work = submit(a, 60);

    try (BufferedReader events = events(work)) {
      String first = data(events);
      assertThat(first).contains(work.task()).contains("\"end_time\":null");
      String last = first;
      while (last.contains("\"end_time\":null")) {
        last = data(events);
      }
      assertThat(last).contains("\"completed_count\":60");
    }
    assertThat(rest.get("/actuator/health").status()).isEqualTo(404);

    a.kill();
    for (int i = 0; i < 20; i++) {
      assertThat(rest.get("/api/tasks/" + work.task()).status()).isEqualTo(200);
    }
    Rest.Reply uploaded =
        rest.upload(
            "/api/projects/" + work.project() + "/files",
            "mill.md".getBytes(StandardCharsets.UTF_8),
            "# Mill\n\nIt grinds.".getBytes(StandardCharsets.UTF_8));
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
  }

  private BufferedReader events(Work work) throws Exception {
    URI uri = URI.create(url + "/api/tasks/" + work.task() + "/events");
    return new BufferedReader(
        new InputStreamReader(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                .body(),
            StandardCharsets.UTF_8));
  }

  /** The next event's data; the stream ends with the task. */
  private static String data(BufferedReader events) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data:")) {
        return line;
      }
    }
    throw new IOException("The stream ended before the task");
  }
}
