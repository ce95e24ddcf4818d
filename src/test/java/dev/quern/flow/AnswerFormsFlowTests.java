package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Faults;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers by label, as JSON, with a chain of thought of their own, and with their evidence. */
class AnswerFormsFlowTests extends FlowTest {

  private static final String TYPE = "answer-generation";
  private static final String LABELS =
      "\"question_template\":{\"answer_type\":\"label\",\"labels\":[\"River\",\"Sea\"]}";

  /** A project with one chunk and questions about it. */
  private String project(int questions) {
    String project = rest.projectWithChunks(1);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    for (int i = 1; i <= questions; i++) {
      rest.post(
          "/api/projects/" + project + "/questions",
          "{\"question\":\"Where is it, " + i + "?\",\"chunk_id\":\"" + chunk + "\"}");
    }
    return project;
  }

  private JsonNode run(String project, String... config) {
    return rest.end(rest.taskOf(TYPE, project, rest.provider(MODELS.baseUrl()), config));
  }

  private JsonNode entry(String project) {
    return rest.get("/api/projects/" + project + "/datasets").json().at("/items/0");
  }

  private static boolean wantsReasoning(ReceivedRequest request) {
    return request.prompt().contains("You write the reasoning");
  }

  @Test
  void asksAgainForAnythingButALabel() {
    String project = project(1);
    MODELS.first(1).answer(Replies.text("It lies somewhere near the water."));
    MODELS.replyWith(r -> Replies.text("**river**."));
    JsonNode ended = run(project, LABELS, "\"max_attempts\":1");

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("- River\n- Sea");
    assertThat(MODELS.traffic().kept().get(1).prompt())
        .contains("It lies somewhere near the water.", "exactly one of the labels River, Sea");
    assertThat(entry(project).path("answer").asText()).isEqualTo("River");
    assertThat(entry(project).path("answer_type").asText()).isEqualTo("label");

    String other = project(1);
    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.text("Lake"));
    JsonNode failed = run(other, LABELS, "\"max_attempts\":3");
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    String items = "/api/tasks/" + failed.path("id").asText() + "/items?state=failed";
    assertThat(rest.get(items).text("/items/0/raw_reply")).isEqualTo("Lake");
    assertThat(rest.total(other, "datasets")).isZero();
  }

  @Test
  void takesJsonOfTheShapeThatASchemaOrAnExampleHas() {
    String project = project(1);
    MODELS.first(1).answer(Replies.text("{\"place\": 7}"));
    MODELS.replyWith(r -> Replies.text("```json\n{\"place\": \"river\", \"number\": 1}\n```"));
    run(
        project,
        "\"question_template\":{\"answer_type\":\"custom_format\",\"instruction\":\"In lower case.\","
            + "\"schema\":{\"type\":\"object\",\"required\":[\"place\"],"
            + "\"properties\":{\"place\":{\"type\":\"string\"},\"number\":{\"type\":\"integer\"}}}}");
    assertThat(entry(project).path("answer").asText())
        .isEqualTo("{\"place\":\"river\",\"number\":1}");
    assertThat(entry(project).path("answer_type").asText()).isEqualTo("custom_format");
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("In lower case.", "\"required\"");
    assertThat(MODELS.traffic().kept().get(1).prompt()).contains("place", "string");

    String other = project(1);
    MODELS.clearRules();
    MODELS.first(1).answer(Replies.text("{\"place\": \"river\", \"more\": true}"));
    MODELS.replyWith(r -> Replies.text("{\"place\": \"sea\"}"));
    run(
        other,
        "\"question_template\":{\"answer_type\":\"custom_format\",\"example\":{\"place\":\"x\"}}",
        "\"custom_prompt\":\"{text} {question}\"");
    assertThat(entry(other).path("answer").asText()).isEqualTo("{\"place\":\"sea\"}");
    assertThat(MODELS.traffic().kept().get(2).prompt()).contains("\"place\" : \"x\"");
  }

  @Test
  void copiesAStoredTemplate() {
    String project = project(1);
    String path = "/api/projects/" + project + "/question-templates";
    String id =
        rest.post(path, "{\"name\":\"w\",\"answer_type\":\"label\",\"labels\":[\"River\",\"Sea\"]}")
            .text("/id");
    MODELS.replyWith(r -> Replies.text("sea"));
    JsonNode ended = run(project, "\"question_template_id\":\"" + id + "\"");

    assertThat(ended.path("state").asText()).isEqualTo("completed");
    assertThat(ended.at("/config/question_template/labels/1").asText()).isEqualTo("Sea");
    assertThat(entry(project).path("answer").asText()).isEqualTo("Sea");
    rest.send("DELETE", path + "/" + id, BodyPublishers.noBody());
    Reply gone =
        rest.post(
            "/api/projects/" + project + "/tasks",
            "{\"task_type\":\""
                + TYPE
                + "\",\"config\":{\"question_template_id\":\""
                + id
                + "\"}}");
    assertThat(gone.status()).isEqualTo(422);
    assertThat(gone.text("/errors/0/field")).isEqualTo("config.question_template_id");
  }

  @Test
  void keepsTheAnswerWhenTheCallForItsReasoningFails() {
    String project = project(1);
    MODELS.on(AnswerFormsFlowTests::wantsReasoning).times(1).answer(Faults.badRequest());
    MODELS.on(AnswerFormsFlowTests::wantsReasoning).answer(Replies.text("It stands there."));
    MODELS.replyWith(r -> Replies.text("By the river, " + r.number()));
    JsonNode failed = run(project, "\"cot\":\"always\"", "\"max_attempts\":1");
    String id = failed.path("id").asText();

    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(rest.total(project, "datasets")).isZero();
    rest.post("/api/tasks/" + id + "/resume");
    assertThat(rest.end(id).path("state").asText()).isEqualTo("completed");
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
    assertThat(entry(project).path("answer").asText()).isEqualTo("By the river, 1");
    assertThat(entry(project).path("cot").asText()).isEqualTo("It stands there.");
  }

  @Test
  void buysTheAnswerOnceWhereTheSameRunTriesTheReasoningAgain() {
    String project = project(1);
    MODELS.on(AnswerFormsFlowTests::wantsReasoning).times(1).answer(Faults.overloaded());
    MODELS.replyWith(r -> Replies.text("Reply " + r.number()));
    run(project, "\"cot\":\"always\"");
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
    assertThat(entry(project).path("answer").asText()).isEqualTo("Reply 1");
  }

  @Test
  void looksUpTheEvidenceOfAnswersAndCountsWhatIsMissing() {
    String project = project(3);
    MODELS
        .on(r -> r.mentions("Where is it, 1?"))
        .answer(
            Replies.text("By the river.\n\nEvidence:\n> stands by\n> The Mill number 1 stands"));
    MODELS
        .on(r -> r.mentions("Where is it, 2?"))
        .answer(Replies.text("At sea.\n\nEvidence:\n> The mill floats on the open sea."));
    MODELS.replyWith(r -> Replies.text("By the river."));
    JsonNode ended = run(project, "\"evidence\":true");
    String base = "/api/projects/" + project + "/";

    assertThat(ended.at("/detail/evidence/supported").asInt()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.at("/detail/evidence/unsupported").asInt()).isEqualTo(2);
    assertThat(ended.at("/detail/warnings/unsupported").asInt()).isEqualTo(2);
    assertThat(ended.path("note").asText()).contains("Evidence was found for 1 of 3 answers.");
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("name your evidence");
    JsonNode good = rest.get(base + "datasets?supported=true").json().at("/items/0");
    assertThat(good.path("answer").asText()).isEqualTo("By the river.");
    assertThat(good.path("evidence").findValuesAsText("match"))
        .containsExactly("exact", "normalized");
    assertThat(good.at("/evidence/0/chunk_start").asInt()).isEqualTo(18);
    assertThat(good.at("/evidence/0/start_offset").asInt()).isEqualTo(18);
    JsonNode bad = rest.get(base + "datasets?supported=false").json();
    assertThat(bad.path("total").asInt()).isEqualTo(2);
    assertThat(bad.findValuesAsText("match")).containsExactly("unsupported");
    assertThat(rest.get(base + "export?supported=true").text().lines()).hasSize(1);
    assertThat(rest.get(base + "export?supported=false").text().lines()).hasSize(2);
    JsonNode stats = rest.get(base + "datasets/stats").json();
    assertThat(stats.path("supported").asInt()).isEqualTo(1);
    assertThat(stats.path("unsupported").asInt()).isEqualTo(2);
    run(project, "\"evidence\":false");
    assertThat(rest.total(project, "datasets")).isEqualTo(3);
  }

  @Test
  void quotesExactlyWithoutAModel() {
    String project = project(1);
    rest.end(rest.taskOf(TYPE, project, "default", "\"evidence\":true"));
    JsonNode made = entry(project);
    assertThat(made.path("model").asText()).isEqualTo("offline-extractive");
    assertThat(made.path("answer").asText()).isEqualTo("The mill number 1 stands by the river.");
    assertThat(made.path("supported").asBoolean()).isTrue();
    assertThat(made.at("/evidence/0/match").asText()).isEqualTo("exact");

    JsonNode refused = rest.end(rest.taskOf(TYPE, project(1), "default", LABELS));
    assertThat(refused.path("state").asText()).isEqualTo("failed");
    assertThat(refused.path("note").asText()).contains("offline", "answers by label");
  }

  @Test
  void hasOneEntryForEachQuestionWhichIsOpenAgainWithoutIt() {
    String project = project(2);
    String base = "/api/projects/" + project + "/";
    MODELS.replyWith(r -> Replies.text("Answer " + r.number() + "\n\nEvidence:\n> river"));
    run(project, "\"evidence\":true", "\"parallelism\":1");
    JsonNode first = entry(project);
    String question = first.path("question_id").asText();
    rest.send(
        "PATCH",
        base + "datasets/" + first.path("id").asText(),
        BodyPublishers.ofString("{\"score\":4,\"note\":\"n\"}"),
        "Content-Type",
        "application/json");
    rest.end(
        rest.task(
            project,
            "{\"task_type\":\"%s\",\"input\":{\"question_ids\":[\"%s\"]},\"config\":{\"provider_id\":\"%s\"}}"
                .formatted(TYPE, question, rest.provider(MODELS.baseUrl()))));
    JsonNode replaced = entry(project);
    assertThat(rest.total(project, "datasets")).isEqualTo(2);
    assertThat(replaced.path("id")).isEqualTo(first.path("id"));
    assertThat(replaced.path("answer").asText()).startsWith("Answer 3");
    for (String field : List.of("score", "note", "evidence", "supported", "evaluation")) {
      assertThat(replaced.path(field).isNull()).as(field).isTrue();
    }
    rest.send("DELETE", base + "datasets/" + replaced.path("id").asText(), BodyPublishers.noBody());
    assertThat(rest.get(base + "questions/" + question).text("/answered")).isEqualTo("false");
    assertThat(run(project).path("total_count").asInt()).isEqualTo(1);
    assertThat(rest.get(base + "questions/" + question).text("/answered")).isEqualTo("true");
  }

  @Test
  void refusesWhatCannotBe() {
    String path = "/api/projects/" + rest.project() + "/tasks";
    String form = "\"question_template\":{\"answer_type\":";
    for (String[] wrong :
        List.of(
            new String[] {form + "\"essay\"}", "question_template.answer_type"},
            new String[] {"\"question_template\":{}", "question_template.answer_type"},
            new String[] {form + "\"label\"}", "question_template.labels"},
            new String[] {form + "\"label\",\"labels\":[]}", "question_template.labels"},
            new String[] {
              form + "\"label\",\"labels\":[\"a\",\" A\"]}", "question_template.labels[1]"
            },
            new String[] {form + "\"label\",\"labels\":[null]}", "question_template.labels[0]"},
            new String[] {form + "\"text\",\"labels\":[\"a\"]}", "question_template.labels"},
            new String[] {form + "\"custom_format\"}", "question_template.schema"},
            new String[] {
              form + "\"custom_format\",\"schema\":{\"type\":\"objekt\"}}",
              "question_template.schema"
            },
            new String[] {
              form + "\"custom_format\",\"schema\":{\"$ref\":\"http://127.0.0.1:1/s\"}}",
              "question_template.schema"
            },
            new String[] {
              form + "\"custom_format\",\"schema\":{\"type\":\"object\"},\"example\":{\"a\":1}}",
              "question_template.schema"
            },
            new String[] {
              form + "\"custom_format\",\"example\":\"a\"}", "question_template.example"
            },
            new String[] {form + "\"text\",\"colour\":1}", "question_template.colour"},
            new String[] {"\"evidence\":\"yes\"", "evidence"},
            new String[] {"\"cot\":\"sometimes\"", "cot"},
            new String[] {
              form + "\"text\"},\"question_template_id\":\"x\"", "question_template_id"
            })) {
      Reply reply =
          rest.post(path, "{\"task_type\":\"" + TYPE + "\",\"config\":{" + wrong[0] + "}}");
      assertThat(reply.status()).as(wrong[0] + reply.text()).isEqualTo(400);
      assertThat(reply.text("/errors/0/field")).as(wrong[0]).isEqualTo("config." + wrong[1]);
    }
  }
}
