package dev.quern.flow;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An error that is handled is told in words, and leaves no stack trace in the log. */
@ExtendWith(OutputCaptureExtension.class)
class HandledErrorsFlowTests extends FlowTest {

  @Test
  void aRefusedFileIsOneWarning(CapturedOutput log) throws IOException {
    Path inbox = Files.createDirectories(HOME.resolve("inbox/refused-" + Ids.next()));
    Files.writeString(inbox.resolve("pipeline.yaml"), "- {task_type: nonsense}\n");
    Files.writeString(inbox.resolve("mills.md"), "A mill.");
    Await.until("it is refused", () -> Files.exists(inbox.resolve(".failed/mills.md.error.txt")));

    assertThat(log).containsOnlyOnce("mills.md is not accepted: ");
    assertIsInWords(log);
  }

  @Test
  void anItemThatFailsIsNoError(CapturedOutput log) {
    String project = rest.projectWithQuestions("Where is it?", "What is it?");
    MODELS.replyWith(r -> Replies.text(""));

    JsonNode ended =
        rest.end(rest.taskOf("answer-generation", project, rest.provider(MODELS.baseUrl())));

    assertThatTask(ended).hasFailures(2);
    assertIsInWords(log);
  }

  @Test
  void aTimerThatFailsSaysSoInALine(CapturedOutput log) {
    jdbc.sql("alter table webhook_outbox rename to webhook_outbox_away").update();
    try {
      Await.until("it fails", () -> log.toString().contains("notify-due failed, trying again: "));
    } finally {
      jdbc.sql("alter table webhook_outbox_away rename to webhook_outbox").update();
    }

    assertThat(log).contains("webhook_outbox").doesNotContain("\tat ", "TimerConsumer");
  }

  @Test
  void aClientThatHangsUpIsNoError(CapturedOutput log) throws IOException {
    String project = rest.project();
    String json = "Content-Type: application/json\r\n";
    String parts = "Content-Type: multipart/form-data; boundary=x\r\n";
    String part =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n";
    String row = "{\"question\":\"Where is the mill?\",\"answer\":\"By the river.\"}\n";
    for (String path : List.of("/files", "/images", "/datasets/import", "/datasets")) {
      breakOff("/api/projects/" + project + path, parts, part + row);
    }
    for (String path : List.of("/datasets/import", "/datasets", "/tasks")) {
      breakOff("/api/projects/" + project + path, json, row);
    }
    String large = "x".repeat(1 << 16);
    breakOff("/api/projects/" + project + "/tasks", json + "X-More: 1\r\n", large);
    breakOff("/projects/" + project + "/files", parts, part + row);

    assertThat(rest.get("/api/projects/" + project + "/files").json().at("/items")).isEmpty();
    assertThat(rest.get("/api/projects/" + project + "/datasets").json().at("/items")).isEmpty();
    assertIsInWords(log);
    assertThat(log).doesNotContain("Exception");
  }

  /** Sends a part of a request, and no more. */
  private void breakOff(String path, String headers, String body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String head = "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Length: 20000000\r\n\r\n";
      byte[] sent = (head.formatted(path, port, headers) + body).getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(sent);
      socket.shutdownOutput();
      socket.setSoTimeout(30_000);
      socket.getInputStream().readAllBytes(); // until it is dealt with
    }
  }

  private static void assertIsInWords(CapturedOutput log) {
    assertThat(log).doesNotContain(" ERROR ", "\tat ", "Failed delivery");
  }
}
