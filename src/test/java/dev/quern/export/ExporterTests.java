package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.dataset.entry.NewEntry;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExporterTests {

  private static final DatasetFixture DATA = new DatasetFixture();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Exporter exporter =
      new Exporter(
          DATA.entries,
          DATA.conversations,
          DATA.images,
          List.of(new AlpacaFormat(), new ShareGptFormat(), new OpenAiMessagesFormat()),
          List.of(new ShareGptFormat(), new OpenAiMessagesFormat()),
          List.of(new AlpacaFormat(), new ShareGptFormat()));
  private final String project = DATA.projects.create("p" + System.nanoTime(), null).id();

  @Test
  void writesOneRecordALineThatReadsBackAsItWas() throws Exception {
    var texts = List.of("两\u2028行", "a\r\n\tb\"\\", "</think> 🎵", "ğüşıİ");
    texts.forEach(text -> add("Q " + text, text, null));
    var lines = write(options("alpaca", "jsonl", null, null)).split("\n");
    assertThat(lines).hasSize(4);
    for (int i = 0; i < 4; i++) {
      var record = JSON.readTree(lines[i]);
      assertThat(record.get("instruction").asText()).isEqualTo("Q " + texts.get(i));
      assertThat(record.get("output").asText()).isEqualTo(texts.get(i));
      assertThat(record.get("input").asText()).isEmpty();
    }
  }

  @Test
  void givesAllRecordsTheSameFieldsInTheSameOrder() throws Exception {
    add("q1", "a1", "because");
    add("q2", "a2", null);
    for (var record : records(options("alpaca", "json", "Be brief.", "field"))) {
      assertThat(names(record)).containsExactly("instruction", "input", "output", "system", "cot");
      assertThat(record.get("system").asText()).isEqualTo("Be brief.");
    }
  }

  @Test
  void putsReasoningInFrontOfTheAnswerOrLeavesItOut() throws Exception {
    add("q1", "a1", "because");
    add("q2", "a2", null);
    var think = records(options("alpaca", "json", null, "think"));
    assertThat(think.get(0).get("output").asText()).isEqualTo("<think>\nbecause\n</think>\n\na1");
    assertThat(think.get(1).get("output").asText()).isEqualTo("a2");
    assertThat(names(think.get(0))).containsExactly("instruction", "input", "output");
    var drop = records(options("alpaca", "json", null, "drop"));
    assertThat(drop.get(0).get("output").asText()).isEqualTo("a1");
    assertThat(names(drop.get(0))).containsExactly("instruction", "input", "output");
  }

  @Test
  void writesEntriesAsDialoguesOfTwoMessages() throws Exception {
    add("q1", "a1", "because");
    assertThat(write(options("sharegpt", "jsonl", "S", "think")))
        .isEqualTo(
            "{\"conversations\":[{\"from\":\"human\",\"value\":\"q1\"},{\"from\":\"gpt\",\"value\":"
                + "\"<think>\\nbecause\\n</think>\\n\\na1\"}],\"system\":\"S\"}\n");
    assertThat(write(options("messages", "jsonl", "S", "field")))
        .isEqualTo(
            "{\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":"
                + "\"q1\"},{\"role\":\"assistant\",\"content\":\"a1\"}],\"cot\":\"because\"}\n");
  }

  @Test
  void writesAFileOfNothing() {
    assertThat(write(options("alpaca", "jsonl", null, null))).isEmpty();
    assertThat(write(options("alpaca", "json", null, null))).isEqualTo("[]\n");
  }

  @Test
  void writesOnlyWhatCameFromTheFilesNamed() {
    var file = DATA.rows.file(project, "a.md");
    var chunk = DATA.rows.chunk(project, file, 0, "text");
    DATA.entries.create(project, new NewEntry("in", "a", null, chunk, null));
    DATA.entries.create(project, new NewEntry("out", "a", null, null, null));
    var out = new ByteArrayOutputStream();
    var request = new ExportRequest(project, ExportOptions.DEFAULT, List.of(file));
    assertThat(exporter.write(request, out)).isOne();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"in\"").doesNotContain("\"out\"");
  }

  @Test
  void saysWhichFormatsThereAre() {
    assertThatThrownBy(() -> exporter.check(options("unheard-of", "csv", null, null)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.errors())
                    .containsExactly(
                        new FieldError("as", "must be jsonl or json"),
                        new FieldError(
                            "format",
                            "must be alpaca or messages or sharegpt, the formats there are")));
  }

  @Test
  void passesOnThatTheFileCannotBeWritten() {
    add("q", "a".repeat(200_000), null);
    var full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> exporter.write(ExportRequest.of(project, ExportOptions.DEFAULT), full))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left");
  }

  private void add(String question, String answer, String cot) {
    DATA.entries.create(project, new NewEntry(question, answer, cot, null, null));
  }

  private static ExportOptions options(String format, String as, String system, String cot) {
    return new ExportOptions(null, format, as, null, null, null, null, null, system, cot);
  }

  private String write(ExportOptions options) {
    var out = new ByteArrayOutputStream();
    exporter.write(ExportRequest.of(project, options), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<JsonNode> records(ExportOptions options) throws IOException {
    var records = new ArrayList<JsonNode>();
    JSON.readTree(write(options)).forEach(records::add);
    return records;
  }

  private static List<String> names(JsonNode record) {
    var names = new ArrayList<String>();
    record.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
