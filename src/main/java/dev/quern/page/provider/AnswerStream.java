package dev.quern.page.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import dev.quern.llm.protocol.PromptTrials.Trial;
import dev.quern.page.Formats;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An answer on its way to the page, an object of JSON a line: pieces of its text, and at the end
 * its figures or why there is none.
 */
final class AnswerStream implements Consumer<String> {

  private final OutputStream out;

  AnswerStream(HttpServletResponse response) throws IOException {
    response.setContentType("application/x-ndjson");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    this.out = response.getOutputStream();
  }

  /** A piece of the text. Who has gone away needs no more: the model's reply is broken off. */
  @Override
  public void accept(String piece) {
    try {
      write(Json.PLAIN.createObjectNode().put("text", piece));
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end(Trial trial, Formats formats, String firstWords) throws IOException {
    boolean known = !Thread.interrupted();
    String figures =
        "%s · %s %s ms · %s ms · %s + %s"
            .formatted(
                trial.model(),
                firstWords,
                formats.number(trial.firstMs()),
                formats.number(trial.latencyMs()),
                formats.number(trial.inputTokens()),
                formats.number(trial.outputTokens()));
    if (known) {
      write(Json.PLAIN.createObjectNode().put("figures", figures).put("reason", trial.reason()));
    }
  }

  private void write(ObjectNode line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
