package dev.quern.api;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DatasetCrudFlowTests extends RestFixture {

  @Test
  void makesListsAndDeletesProjects() throws Exception {
    var made = post("/projects", json("name", " Lesen ").with("description", null));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("name").asText()).isEqualTo("Lesen");
    assertThat(made.json().get("description").isNull()).isTrue();
    assertThat(made.json().get("create_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    var path = made.header("Location").replaceFirst("^/api", "");
    assertThat(get(path).json()).isEqualTo(made.json());
    assertThat(get("/projects?name=Lesen").json().at("/items/0")).isEqualTo(made.json());
    assertThat(post("/projects", json("name", "Lesen")).status()).isEqualTo(409);
    assertThat(delete(path).status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(delete(path).status()).isEqualTo(404);
  }

  @Test
  void pagesThroughAListOldestFirst() throws Exception {
    var path = "/projects/" + project("pages") + "/questions";
    for (int i = 0; i < 7; i++) {
      post(path, json("question", "q" + i));
    }
    var page = get(path + "?limit=3&offset=3&nobody_knows=this").json();
    assertThat(page.get("total").asInt()).isEqualTo(7);
    assertThat(page.get("limit").asInt()).isEqualTo(3);
    assertThat(page.get("offset").asInt()).isEqualTo(3);
    assertThat(StreamSupport.stream(page.get("items").spliterator(), false))
        .extracting(row -> row.get("question").asText())
        .containsExactly("q3", "q4", "q5");
    assertThat(get(path + "?offset=99").json().get("items")).isEmpty();
  }

  @Test
  void mergesWhatAPatchNamesAndClearsWhatItSetsToNull() throws Exception {
    var project = "/projects/" + project("merge");
    var made =
        post(
            project + "/datasets",
            json("question", "Why?").with("answer", "So.").with("tags", List.of("a")));
    assertThat(made.status()).isEqualTo(201);
    var path = made.header("Location").replaceFirst("^/api", "");
    var first =
        patch(
            path,
            json("note", "n").with("score", 4.5).with("confirmed", true).with("tags", List.of()));
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().get("answer").asText()).isEqualTo("So.");
    assertThat(first.json().get("score").decimalValue()).isEqualByComparingTo("4.5");
    var second =
        patch(path, json("note", null).with("score", null).with("answer", "Hence.")).json();
    assertThat(second.get("note").isNull()).isTrue();
    assertThat(second.get("score").isNull()).isTrue();
    assertThat(second.get("confirmed").asBoolean()).isTrue();
    assertThat(second.get("answer").asText()).isEqualTo("Hence.");
    assertThat(patch(path, json("answer", null)).fault()).startsWith("answer: is required");
    assertThat(patch(path, json("confirmed", null)).fault()).startsWith("confirmed: is required");
    assertThat(patch(path, json("score", 4.3)).fault()).startsWith("score: must be");
    assertThat(patch(path, json("id", "x")).fault()).startsWith("id: is no field here");
  }

  @Test
  void editsAndDeletesChunksAndQuestions() throws Exception {
    var id = project("edits");
    var chunk = rows.chunk(id, rows.file(id, "a.md"), 0, "text");
    var question = rows.question(id, chunk, "Why?");
    var project = "/projects/" + id;
    var edited = patch(project + "/chunks/" + chunk, json("content", "two 𝄞")).json();
    assertThat(edited.get("size").asInt()).isEqualTo(5);
    assertThat(
            patch(project + "/questions/" + question, json("label", "l"))
                .json()
                .get("label")
                .asText())
        .isEqualTo("l");
    assertThat(
            get(project + "/questions?label=l&answered=false&chunk_id=" + chunk)
                .json()
                .get("total")
                .asInt())
        .isOne();
    assertThat(get(project + "/questions?answered=true").json().get("total").asInt()).isZero();
    assertThat(delete(project + "/chunks/" + chunk).status()).isEqualTo(204);
    assertThat(get(project + "/questions/" + question).json().get("chunk_id").isNull()).isTrue();
    assertThat(delete(project + "/questions/" + question).status()).isEqualTo(204);
    assertThat(get(project + "/questions/" + question).status()).isEqualTo(404);
  }

  @Test
  void showsNoRowOfAnotherProject() throws Exception {
    var mine = project("mine");
    var other = project("other");
    var chunk = rows.chunk(other, rows.file(other, "a.md"), 0, "text");
    assertThat(get("/projects/" + mine + "/chunks/" + chunk).status()).isEqualTo(404);
    assertThat(delete("/projects/" + mine + "/chunks/" + chunk).status()).isEqualTo(404);
    var named =
        post("/projects/" + mine + "/questions", json("question", "?").with("chunk_id", chunk));
    assertThat(named.status()).isEqualTo(422);
    assertThat(named.fault()).startsWith("chunk_id: ");
  }

  @Test
  void streamsTheTextOfAFileAndDeletesItOnlyWithWhatCameFromIt() throws Exception {
    var id = project("files");
    var file = rows.file(id, "a.md", "# Eins\n\n", "磨坊 ", "ğüş\n");
    var path = "/projects/" + id + "/files/" + file;
    var text = get(path + "/text");
    assertThat(text.body()).isEqualTo("# Eins\n\n磨坊 ğüş\n");
    assertThat(text.header("Content-Type")).isEqualToIgnoringCase("text/markdown;charset=UTF-8");
    rows.question(id, rows.chunk(id, file, 0, "x"), "Why?");
    var refused = delete(path);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asText())
        .contains("1 chunks, 1 questions", "0 images", "a.md", "cascade=true");
    assertThat(delete(path + "?cascade=true").status()).isEqualTo(204);
    assertThat(get("/projects/" + id + "/questions").json().get("total").asInt()).isZero();
    assertThat(get(path + "/text").status()).isEqualTo(404);
  }
}
