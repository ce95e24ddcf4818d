package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Replies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The borders of chunks are moved by hand. */
class ChunkCutsFlowTests extends FlowTest {

  private JsonNode chunks(String project) {
    return rest.get("/api/projects/" + project + "/chunks?limit=100").json().path("items");
  }

  private String at(String project, JsonNode chunk) {
    return "/api/projects/" + project + "/chunks/" + chunk.path("id").asText();
  }

  @Test
  void makesOneOfTwoAndTakesTheirRowsAlong() {
    MODELS.replyWith(request -> Replies.questions(List.of("What is said there?")));
    String project = rest.projectWithChunks(3);
    rest.end(questionTask(project));
    JsonNode before = chunks(project);
    JsonNode merged = rest.post(at(project, before.get(1)) + "/merge").json();

    assertThat(chunks(project)).hasSize(2);
    assertThat(merged.path("content").asText())
        .startsWith(before.at("/1/content").asText())
        .endsWith(before.at("/2/content").asText());
    assertThat(merged.path("start_offset")).isEqualTo(before.at("/1/start_offset"));
    assertThat(merged.path("end_offset")).isEqualTo(before.at("/2/end_offset"));
    String questions = "/api/projects/" + project + "/questions?chunk_id=";
    assertThat(rest.get(questions + merged.path("id").asText()).json().path("total").asInt())
        .isEqualTo(2);
    assertThat(rest.post(at(project, merged) + "/merge").status()).isEqualTo(409);
    assertThat(rest.post(at(project, before.get(2)) + "/merge").status()).isEqualTo(404);
  }

  @Test
  void makesTwoOfOneWithTheirOffsets() {
    String project = rest.projectWithChunks(2);
    JsonNode whole = chunks(project).get(0);
    String content = whole.path("content").asText();
    int at = content.indexOf(' ');
    JsonNode second = rest.post(at(project, whole) + "/split", json("at", at)).json();

    JsonNode after = chunks(project);
    assertThat(after).hasSize(3);
    assertThat(after.at("/0/content").asText()).isEqualTo(content.substring(0, at));
    assertThat(after.at("/1/id")).isEqualTo(second.path("id"));
    assertThat(second.path("content").asText()).isEqualTo(content.substring(at).strip());
    assertThat(second.path("end_offset")).isEqualTo(whole.path("end_offset"));
    assertThat(second.path("start_offset").asInt())
        .isEqualTo(whole.path("start_offset").asInt() + at + 1);
    assertThat(after.at("/2/index").asInt()).isEqualTo(2);

    JsonNode back = rest.post(at(project, whole) + "/merge").json();
    assertThat(back.path("size").asInt()).isEqualTo(content.length() + 1); // an empty line
  }

  @Test
  void countsAChunkAsEditedThatIsNoPieceOfTheText() {
    String project = rest.projectWithChunks(5);
    JsonNode before = chunks(project);
    rest.patch(
        at(project, before.get(4)), json("content", "No mill stands by the river any more."));
    JsonNode halfEdited = rest.post(at(project, before.get(3)) + "/merge").json();
    assertThat(halfEdited.path("edited").asBoolean()).isTrue();
    JsonNode second = rest.post(at(project, halfEdited) + "/split", json("at", 50)).json();
    assertThat(second.path("edited").asBoolean()).isTrue();
    assertThat(second.path("start_offset")).isEqualTo(before.at("/3/start_offset"));

    rest.delete(at(project, before.get(1)));
    JsonNode overAGap = rest.post(at(project, before.get(0)) + "/merge").json();
    assertThat(overAGap.path("edited").asBoolean()).isTrue();
  }

  @Test
  void countsAChunkAsReadThatIsAPieceOfTheText() {
    String project = rest.project();
    String text = "The first mill stands by the river.\n\nThe second one stands on a hill.";
    rest.upload("/api/projects/" + project + "/files", "mills.txt", text);
    rest.end(rest.task(project, Rest.splitAt("====")));

    JsonNode second =
        rest.post(at(project, chunks(project).get(0)) + "/split", json("at", 36)).json();
    assertThat(second.path("edited").asBoolean()).isFalse();
    JsonNode whole = rest.post(at(project, chunks(project).get(0)) + "/merge").json();
    assertThat(whole.path("content").asText()).isEqualTo(text);
    assertThat(whole.path("edited").asBoolean()).isFalse();
  }

  /** What the evidence of the only entry marks in its chunk; null where it marks nothing. */
  private String marked(String project) {
    JsonNode entry = rest.get("/api/projects/" + project + "/datasets").json().at("/items/0");
    JsonNode quote = entry.at("/evidence/0");
    if (quote.path("chunk_start").isNull()) {
      return null;
    }
    String chunk = "/api/projects/" + project + "/chunks/" + entry.path("chunk_id").asText();
    return rest.get(chunk)
        .text("/content")
        .substring(quote.path("chunk_start").asInt(), quote.path("chunk_end").asInt());
  }

  @Test
  void takesTheEvidenceOfEntriesAlong() {
    String project = rest.projectWithChunks(2);
    JsonNode before = chunks(project);
    rest.post(
        "/api/projects/" + project + "/questions",
        json("question", "Where is it?").with("chunk_id", before.at("/1/id").asText()));
    MODELS.replyWith(r -> Replies.text("There.\n\nEvidence:\n> The Mill number 2 stands"));
    rest.end(
        rest.taskOf(
            "answer-generation", project, rest.provider(MODELS.baseUrl()), json("evidence", true)));
    String quoted = "The mill number 2 stands";
    assertThat(marked(project)).isEqualTo(quoted);

    JsonNode merged = rest.post(at(project, before.get(0)) + "/merge").json();
    assertThat(marked(project)).isEqualTo(quoted);

    String longer = "Two mills are told of. " + merged.path("content").asText();
    rest.patch(at(project, merged), json("content", longer));
    assertThat(marked(project)).isEqualTo(quoted);

    rest.post(at(project, merged) + "/split", json("at", 30));
    assertThat(marked(project)).isNull();
  }

  @Test
  void refusesACutThatLeavesNothing() {
    String project = rest.projectWithChunks(1);
    JsonNode chunk = chunks(project).get(0);
    for (int at : new int[] {0, -1, chunk.path("size").asInt(), 5_000_000}) {
      assertThat(rest.post(at(project, chunk) + "/split", json("at", at)).status())
          .as("%s", at)
          .isEqualTo(400);
    }
  }
}
