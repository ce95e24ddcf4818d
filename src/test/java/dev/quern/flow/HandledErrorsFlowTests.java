package dev.quern.flow;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static void assertIsInWords(CapturedOutput log) {
    assertThat(log).doesNotContain(" ERROR ", "\tat ", "Failed delivery");
  }
}
