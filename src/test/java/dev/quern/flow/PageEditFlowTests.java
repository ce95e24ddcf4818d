package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is saved without being touched stays as it was, to the last line end. */
class PageEditFlowTests extends FlowTest {

  private static final String TEXT = "\n  One line,\nanother:\r\n\n\ta third \n";

  private PlainPage page;
  private String project;

  @BeforeEach
  void openPage() {
    page = new PlainPage("http://127.0.0.1:" + port);
    project = rest.projectWithChunks(1);
  }

  private void assertKept(String view, String row) {
    JsonNode before = untimed(row);
    View form = page.open("/projects/" + project + "/" + view);

    View saved = page.submit(form, "form[data-guard]");

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.html().select(".fault:not([hidden])").eachText()).isEmpty();
    assertThat(untimed(row)).isEqualTo(before);
  }

  private JsonNode untimed(String row) {
    ObjectNode body = (ObjectNode) rest.get("/api/projects/" + project + "/" + row).json();
    body.remove("update_at");
    return body;
  }

  @Test
  void keepsEveryFieldOfAnEntry() {
    String id = entry();
    assertThat(
            rest.patch(
                    "/api/projects/" + project + "/datasets/" + id,
                    json("question", TEXT)
                        .with("answer", TEXT)
                        .with("cot", TEXT)
                        .with("question_label", " a  label ")
                        .with("score", 4.5)
                        .with("tags", List.of("Paris, France", " b "))
                        .with("note", TEXT)
                        .with("confirmed", true))
                .status())
        .isEqualTo(200);

    assertKept("entries/" + id + "?edit=true", "datasets/" + id);
  }

  @Test
  void keepsAnEntryOfWhichLittleIsKnown() {
    String id = entry();
    assertKept("entries/" + id + "?edit=true", "datasets/" + id);
  }

  @Test
  void takesWhatIsTyped() {
    String id = entry();
    rest.patch("/api/projects/" + project + "/datasets/" + id, json("tags", List.of("a, b")));
    View form = page.open("/projects/" + project + "/entries/" + id + "?edit=true");

    page.submit(
        form,
        "form[data-guard]",
        Map.of("tags_edit", "c, d", "note", "one\ntwo", "answer", "It\ngrinds.", "score", "3,5"));

    JsonNode row = rest.get("/api/projects/" + project + "/datasets/" + id).json();
    assertThat(row.path("tags")).extracting(JsonNode::asText).containsExactly("c", "d");
    assertThat(row.path("note").asText()).isEqualTo("one\ntwo");
    assertThat(row.path("answer").asText()).isEqualTo("It\ngrinds.");
    assertThat(row.path("score").asDouble()).isEqualTo(3.5);
  }

  @Test
  void showsWhatWasTypedBesideTheFault() {
    String id = entry();
    View refused =
        page.submit(
            page.open("/projects/" + project + "/entries/" + id + "?edit=true"),
            "form[data-guard]",
            Map.of("score", "much", "answer", "Typed.", "tags_edit", "a,b"));

    assertThat(refused.text(".fault")).contains("score");
    assertThat(refused.find("#e-score").attr("value")).isEqualTo("much");
    assertThat(refused.find("#e-answer").wholeText()).isEqualTo("Typed.");
    assertThat(refused.find("#e-tags").attr("value")).isEqualTo("a,b");
    assertThat(refused.html().select("[name=confirmed_edit][checked]")).isEmpty();
  }

  @Test
  void keepsAQuestion() {
    String id = rest.question(project, "Who?");
    for (Object label : new Object[] {" a  label ", "a\nb", ""}) {
      rest.patch(
          "/api/projects/" + project + "/questions/" + id,
          json("question", TEXT).with("label", label));
      assertKept("questions/" + id, "questions/" + id);
    }
  }

  @Test
  void keepsAChunk() {
    String id = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    assertKept("chunks/" + id, "chunks/" + id);
    assertThat(
            rest.patch(
                    "/api/projects/" + project + "/chunks/" + id,
                    json("name", " a\nname ").with("content", TEXT).with("summary", "A\n> B "))
                .status())
        .isEqualTo(200);
    assertKept("chunks/" + id, "chunks/" + id);
  }

  @Test
  void keepsAPrompt() {
    String text = TEXT + "{text} {count} {language}\n";
    String id =
        rest.post(
                "/api/projects/" + project + "/prompts",
                json("name", "question-generation").with("language", "en").with("text", text))
            .text("/id");
    assertThat(id).isNotEmpty();

    assertKept("prompts/question-generation", "prompts/" + id);
  }

  @Test
  void storesNothingOverAnEntryThatHasChangedMeanwhile() {
    String id = entry();
    View form = page.open("/projects/" + project + "/entries/" + id + "?edit=true");
    rest.patch(
        "/api/projects/" + project + "/datasets/" + id,
        json("answer", "It mills.").with("score", 4.5).with("confirmed", true));

    View asked = page.submit(form, "form[data-guard]", Map.of("note", "typed"));

    JsonNode row = rest.get("/api/projects/" + project + "/datasets/" + id).json();
    assertThat(row.path("answer").asText()).isEqualTo("It mills.");
    assertThat(row.path("score").asDouble()).isEqualTo(4.5);
    assertThat(row.path("confirmed").asBoolean()).isTrue();
    assertThat(row.path("note").isNull()).isTrue();
    assertThat(asked.text(".fault")).contains("changed since the form was opened");
    assertThat(asked.text("#shown #answer")).isEqualTo("It mills.");
    assertThat(asked.find("#e-note").wholeText()).isEqualTo("typed");
    page.submit(asked, "form[data-guard]", Map.of("answer", "It mills."));
    row = rest.get("/api/projects/" + project + "/datasets/" + id).json();
    assertThat(row.path("note").asText()).isEqualTo("typed");
    assertThat(row.path("confirmed").asBoolean()).isFalse();
  }

  @Test
  void storesNothingOverAQuestionThatHasChangedMeanwhile() {
    String id = rest.question(project, "Who?");
    String row = "/api/projects/" + project + "/questions/" + id;
    View form = page.open("/projects/" + project + "/questions/" + id);
    rest.patch(row, json("question", "Who was it?"));

    View asked = page.submit(form, "form[data-guard]", Map.of("label", "typed"));

    assertThat(rest.get(row).text("/question")).isEqualTo("Who was it?");
    assertThat(asked.text(".fault")).contains("changed since the form was opened");
    assertThat(asked.text("#shown")).isEqualTo("Who was it?");
    assertThat(asked.find("#label").attr("value")).isEqualTo("typed");
    page.submit(asked, "form[data-guard]", Map.of("question", "Who, then?"));
    assertThat(rest.get(row).text("/question")).isEqualTo("Who, then?");
    assertThat(rest.get(row).text("/label")).isEqualTo("typed");
  }

  @Test
  void storesNothingOverAProviderThatHasChangedMeanwhile() {
    String id = rest.provider(MODELS.baseUrl(), json("max_tokens", 100));
    String row = "/api/providers/" + id;
    String edit = "form[action$=/providers/" + id + "]";
    View form = page.open("/providers/" + id);
    rest.put(row, aProvider(id, MODELS.baseUrl()).with("max_tokens", 200));

    View asked = page.submit(form, edit, Map.of("timeout_seconds", "90"));

    assertThat(rest.get(row).text("/max_tokens")).isEqualTo("200");
    assertThat(rest.get(row).json().path("timeout_seconds").isNull()).isTrue();
    assertThat(asked.text(".fault")).contains("changed since the form was opened");
    assertThat(asked.text("#shown")).contains("max_tokens 200");
    assertThat(asked.find("#timeout_seconds").attr("value")).isEqualTo("90");
    page.submit(asked, edit, Map.of("max_tokens", "200"));
    assertThat(rest.get(row).text("/max_tokens")).isEqualTo("200");
    assertThat(rest.get(row).text("/timeout_seconds")).isEqualTo("90");
  }

  @Test
  void storesNothingOverAPromptThatHasChangedMeanwhile() {
    String rows = "/api/projects/" + project + "/prompts";
    View form = page.open("/projects/" + project + "/prompts/question-generation");
    String id =
        rest.post(
                rows,
                json("name", "question-generation")
                    .with("language", "en")
                    .with("text", "Theirs: {text}"))
            .text("/id");

    View asked = page.submit(form, "form[data-guard]", Map.of("text", "Mine: {text}"));

    assertThat(rest.get(rows + "/" + id).text("/text")).isEqualTo("Theirs: {text}");
    assertThat(asked.text(".fault")).contains("changed since the form was opened");
    assertThat(asked.text("#shown")).isEqualTo("Theirs: {text}");
    assertThat(asked.find("#text").wholeText()).isEqualTo("Mine: {text}");
    rest.patch(rows + "/" + id, json("text", "Theirs again: {text}"));
    View again = page.submit(asked, "form[data-guard]", Map.of());
    assertThat(again.text("#shown")).isEqualTo("Theirs again: {text}");
    page.submit(again, "form[data-guard]", Map.of());
    assertThat(rest.get(rows + "/" + id).text("/text")).isEqualTo("Mine: {text}");
  }

  @Test
  void storesNothingOverAChunkThatWasCutMeanwhile() {
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    String row = "/api/projects/" + project + "/chunks/" + chunk;
    String path = "/projects/" + project + "/chunks/" + chunk;
    View form = page.open(path);
    page.submit(page.open(path), "form[action$=/split]", Map.of("at", "8"));
    String half = rest.get(row).text("/content");

    View asked = page.submit(form, "form[data-guard]", Map.of("name", "typed"));

    assertThat(rest.get(row).text("/content")).isEqualTo(half).hasSizeLessThan(9);
    assertThat(asked.text(".fault")).contains("changed since the form was opened");
    assertThat(asked.text("#shown .paper")).isEqualTo(half);
    assertThat(asked.find("#name").attr("value")).isEqualTo("typed");
    page.submit(asked, "form[data-guard]", Map.of("content", half));
    assertThat(rest.get(row).text("/content")).isEqualTo(half);
    assertThat(rest.get(row).text("/name")).isEqualTo("typed");
  }

  @Test
  void takesTheSameFormTwice() {
    View form = page.open("/projects/" + project + "/entries/" + entry() + "?edit=true");
    page.submit(form, "form[data-guard]", Map.of("note", "typed"));

    View again = page.submit(form, "form[data-guard]", Map.of("note", "typed"));

    assertThat(again.html().select(".fault")).isEmpty();
    assertThat(again.text(".warn")).isEqualTo("typed");
  }

  private String entry() {
    return rest.post(
            "/api/projects/" + project + "/datasets",
            json("question", "Who?").with("answer", "It grinds."))
        .text("/id");
  }
}
