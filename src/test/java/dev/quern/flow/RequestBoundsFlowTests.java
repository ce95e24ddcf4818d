package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send or read slowly, by the hundred: the others are served. */
class RequestBoundsFlowTests extends FlowTest {

  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private void open(String request) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    slow.add(socket);
    String whole = request.replace("\n", "\r\n").replace("HOST", "127.0.0.1:" + port);
    socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
  }

  private long answeredWith(int status) throws IOException {
    long count = 0;
    for (Socket socket : slow) {
      if (socket.getInputStream().available() >= 12) {
        socket.setSoTimeout(10_000);
        String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        count += line.endsWith(String.valueOf(status)) ? 1 : 0;
      }
    }
    return count;
  }

  private void othersAreServed(String project) {
    assertThat(rest.get("/actuator/health").status()).isEqualTo(200);
    assertThat(rest.get("/api/projects/" + project + "/files").status()).isEqualTo(200);
    String task = rest.task(project, aTask("question-generation"));
    assertThat(rest.end(task).path("state").asText()).isEqualTo("completed");
  }

  private Rest.Reply upload(String project) {
    return rest.upload("/api/projects/" + project + "/files", "mill.md", "A mill.");
  }

  @Test
  void uploadsThatNeverEndLeaveOthersServed() throws IOException {
    String project = rest.projectWithChunks(2);
    for (int i = 0; i < 250; i++) {
      open(
          "POST /api/projects/"
              + project
              + "/files HTTP/1.1\nHost: HOST\n"
              + "Content-Type: multipart/form-data; boundary=x\nContent-Length: 1000000\n\n--x\n");
    }
    Rest.Reply refused =
        Await.until("no more are let in", () -> upload(project), reply -> reply.status() == 429);
    othersAreServed(project);
    assertThat(refused.text("/detail")).contains("32 uploads", "quern.requests.max-uploads");

    close();
    Await.until("their places are free", () -> upload(project).status() == 201);
  }

  @Test
  void bodiesThatNeverEndLeaveOthersServed() throws IOException {
    String project = rest.projectWithChunks(2);
    for (int i = 0; i < 250; i++) {
      open(
          "POST /api/projects HTTP/1.1\nHost: HOST\nContent-Type: application/json\n"
              + "Content-Length: 1000\n\n{");
    }
    Rest.Reply refused =
        Await.until(
            "no more are let in",
            () -> rest.post("/api/projects", "{}"),
            reply -> reply.status() == 429);
    assertThat(refused.text("/detail")).contains("80 requests", "quern.requests.max-bodies");
    assertThat(rest.get("/actuator/health").status()).isEqualTo(200);
    assertThat(rest.get("/api/projects/" + project + "/files").status()).isEqualTo(200);
    assertThat(upload(project).status()).isEqualTo(201);

    close();
    Await.until("their places are free", () -> rest.post("/api/projects", "{}").status() == 400);
  }

  @Test
  void aThousandSlowReadersLeaveOthersServed() throws IOException {
    String project = rest.projectWithChunks(2);
    String answer = "By the river. ".repeat(60_000);
    for (int i = 0; i < 8; i++) {
      Rest.Reply made =
          rest.post(
              "/api/projects/" + project + "/datasets",
              "{\"question\":\"Where is the mill %d?\",\"answer\":\"%s\"}".formatted(i, answer));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
    }
    for (int i = 0; i < 1_000; i++) {
      open("GET /api/projects/" + project + "/export HTTP/1.1\nHost: HOST\n\n");
    }
    othersAreServed(project);
    assertThat(answeredWith(429)).isPositive();

    close();
    Await.until(
        "their places are free",
        () -> rest.get("/api/projects/" + project + "/export?limit=1").status() == 200);
  }
}
