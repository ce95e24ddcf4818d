package dev.quern.api;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplatesFlowTests extends RestFixture {

  @Test
  void keepsForms() throws Exception {
    var path = "/projects/" + project("forms") + "/question-templates";
    var made =
        post(
            path,
            json("name", "tone").with("answer_type", "label").with("labels", List.of("a", "b")));
    assertThat(made.status()).isEqualTo(201);
    var one = made.header("Location").replaceFirst("^/api", "");
    assertThat(get(one).json()).isEqualTo(made.json());
    assertThat(made.json().get("schema").isNull()).isTrue();
    assertThat(made.json().get("example").isNull()).isTrue();
    post(
        path,
        json("name", "fact")
            .with("answer_type", "custom_format")
            .with("example", json("zone", 1).with("a", List.of("x"))));
    assertThat(get(path).json().get("total").asInt()).isEqualTo(2);
    var facts = get(path + "?answer_type=custom_format").json();
    assertThat(facts.at("/items/0/example").toString()).isEqualTo("{\"zone\":1,\"a\":[\"x\"]}");
    var changed =
        patch(one, json("answer_type", "text").with("labels", null).with("instruction", "Short."));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("labels").isNull()).isTrue();
    assertThat(patch(one, json("name", "fact")).status()).isEqualTo(409);
    assertThat(delete(one).status()).isEqualTo(204);
    assertThat(get(one).status()).isEqualTo(404);
    assertThat(delete(one).status()).isEqualTo(404);
    assertThat(patch(one, json()).status()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsNoForm() throws Exception {
    var id = project("no forms");
    var path = "/projects/" + id + "/question-templates";
    for (var wrong :
        List.of(
            "{\"answer_type\": \"text\"}|name",
            "{\"name\": \"x\"}|answer_type",
            "{\"name\": \"x\", \"answer_type\": \"label\"}|labels",
            "{\"name\": \"x\", \"answer_type\": \"label\", \"labels\": [\"\"]}|labels[0]",
            "{\"name\": \"x\", \"answer_type\": \"label\", \"labels\": [1]}|labels[0]",
            "{\"name\": \"x\", \"answer_type\": \"text\", \"schema\": {\"a\": 1}}|schema",
            "{\"name\": \"x\", \"answer_type\": \"custom_format\", \"schema\": 3}|schema",
            "{\"name\": \"x\", \"answer_type\": \"custom_format\", \"example\": {\"a\": \"\\u0000\"}}|example",
            "{\"name\": \"x\", \"answer_type\": \"text\", \"size\": 1}|size")) {
      var parts = wrong.split("\\|");
      var answer = post(path, parts[0]);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.fault()).as(wrong).startsWith(parts[1] + ": ");
    }
    assertThat(
            post(
                    path,
                    json("name", "spelled")
                        .with("answer_type", "custom_format")
                        .with("example", json("char", "'\\u0000' is its default")))
                .status())
        .isEqualTo(201);
    post(path, json("name", "twice").with("answer_type", "text"));
    assertThat(post(path, json("name", "twice").with("answer_type", "text")).status())
        .isEqualTo(409);
    assertThat(post("/projects/nowhere/question-templates", json("name", "x")).status())
        .isEqualTo(404);
    assertThat(
            get("/projects/" + project("forms of others") + "/question-templates/nowhere").status())
        .isEqualTo(404);
  }

  @Test
  void showsAndDeletesConversationsWithTheirFileAndProject() throws Exception {
    var id = project("talk");
    var file = rows.file(id, "a.md");
    var question = rows.question(id, rows.chunk(id, file, 0, "x"), "Why?");
    rows.conversation(id, question, "Why?", "So.");
    var list = get("/projects/" + id + "/conversations?file_id=" + file).json();
    assertThat(list.get("total").asInt()).isOne();
    assertThat(list.at("/items/0/messages/1/from").asText()).isEqualTo("gpt");
    var refused = delete("/projects/" + id + "/files/" + file);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asText()).contains("1 conversations");
    assertThat(get("/projects/" + project("no talk") + "/conversations/nowhere").status())
        .isEqualTo(404);
    assertThat(delete("/projects/" + id + "/files/" + file + "?cascade=true").status())
        .isEqualTo(204);
    assertThat(rows.count("conversation")).isZero();
    var other = project("talk of a whole project");
    rows.conversation(other, null, "Why?", "So.");
    assertThat(delete("/projects/" + other).status()).isEqualTo(204);
    assertThat(rows.count("conversation")).isZero();
  }
}
