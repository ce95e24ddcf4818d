package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.flow.Rest.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small texts after public bug reports, through the front door. Others lie in charsets, replies.
 */
class TextCasesFlowTests extends FlowTest {

  private String project;

  @BeforeEach
  void project() {
    project = rest.project();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          comma-names.tsv      ! | Doe, Jane | 31, Main St, Bern |
          comma-names.tsv      ! | Roe, Rick | 32, Side St, Basel |
          equal-counts.csv     ! | 52,52 | 13,40 | Berlin |
          equal-counts.csv     ! | 47,37 | 8,54 | Zurich |
          unbalanced-quote.tsv ! | 1 | "Mill is the title |
          unbalanced-quote.tsv ! | 2 | The stone turns |
          unbalanced-quote.tsv ! | 3 | The wheel stands |
          """)
  void readsEachRowOfATable(String name, String row) throws IOException {
    Reply upload = upload(name);
    String files = "/api/projects/" + project + "/files/";
    assertThat(rest.get(files + upload.text("/0/id") + "/text").text().lines()).contains(row);
  }

  @Test
  void seesAFenceThatOpensInAListItem() throws IOException {
    upload("list-marker-fence.md");
    rest.end(
        rest.task(
            project,
            aTask("text-processing")
                .config("strategy", "markdown")
                .config("min_length", 100)
                .config("max_length", 900)));
    JsonNode chunks = rest.get("/api/projects/" + project + "/chunks").json().path("items");
    assertThat(chunks.findValuesAsText("summary")).containsExactly("Guide", "Guide > Use");
    assertThat(chunks.get(0).path("content").asText()).contains("   # install the tool\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "duplicates.jsonl, remove_duplicates, true",
    "duplicates.jsonl, near_duplicates, 0.6",
    "near-duplicates.jsonl, remove_duplicates, true",
    "near-duplicates.jsonl, near_duplicates, 0.3"
  })
  void keepsEntriesApartThatSayDifferentThings(String name, String field, String value)
      throws IOException {
    int count = (int) text(name).lines().count();
    Reply report =
        rest.send(
            "POST",
            "/api/projects/" + project + "/datasets/import?format=raw",
            BodyPublishers.ofByteArray(bytes(name)),
            "Content-Type",
            "application/jsonl");
    assertThat(report.json().path("imported").asInt()).as(report.text()).isEqualTo(count);
    JsonNode task =
        rest.end(
            rest.task(
                project,
                aTask("data-distillation").config(field, new ObjectMapper().readTree(value))));
    assertThat(task.at("/detail/removed/count").asInt()).as(task.toString()).isZero();
    assertThat(rest.total(project, "datasets")).isEqualTo(count);
  }

  private Reply upload(String name) throws IOException {
    Reply reply =
        rest.upload(
            "/api/projects/" + project + "/files",
            name.getBytes(StandardCharsets.UTF_8),
            bytes(name));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply;
  }

  private static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = TextCasesFlowTests.class.getResourceAsStream("/text/" + name)) {
      return in.readAllBytes();
    }
  }
}
