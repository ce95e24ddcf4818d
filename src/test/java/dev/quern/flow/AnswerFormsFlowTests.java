package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers by label, as JSON, with a chain of thought of their own, and with their evidence. */
class AnswerFormsFlowTests extends FlowTest {

  private static final String TYPE = "answer-generation";
  private static final JsonBody LABELS =
      json(
          "question_template",
          json("answer_type", "label").with("labels", List.of("River", "Sea")));

  /** A project with one chunk and questions about it. */
  private String project(int questions) {
    String project = rest.projectWithChunks(1);
    for (int i = 1; i <= questions; i++) {
      rest.question(project, "Where is it, " + i + "?");
    }
    return project;
  }

  private JsonNode run(String project, JsonBody... config) {
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
    JsonNode ended = run(project, LABELS.with("max_attempts", 1));

    assertThatTask(ended).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("- River\n- Sea");
    assertThat(MODELS.traffic().kept().get(1).prompt())
        .contains("It lies somewhere near the water.", "exactly one of the labels River, Sea");
    assertThat(entry(project).path("answer").asText()).isEqualTo("River");
    assertThat(entry(project).path("answer_type").asText()).isEqualTo("label");

    String other = project(1);
    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.text("Lake"));
    JsonNode failed = run(other, LABELS.with("max_attempts", 3));
    assertThatTask(failed).isFailed();
    String items = "/api/tasks/" + failed.path("id").asText() + "/items?state=failed";
    assertThat(rest.get(items).text("/items/0/raw_reply")).isEqualTo("Lake");
    assertThat(rest.total(other, "datasets")).isZero();
  }

  @Test
  void endsAnAnswerWhereTheModelSpeaksForTheUser() {
    String project = project(1);
    MODELS.replyWith(
        r -> Replies.text("Paris lies on it.\n\nHuman: And Rome?\n\nAssistant: On the Tiber."));
    run(project);
    assertThat(entry(project).path("answer").asText()).isEqualTo("Paris lies on it.");
  }

  @Test
  void takesJsonOfTheShapeThatASchemaOrAnExampleHas() {
    String project = project(1);
    MODELS.first(1).answer(Replies.text("{\"place\": 7}"));
    MODELS.replyWith(r -> Replies.text("```json\n{\"place\": \"river\", \"number\": 1}\n```"));
    run(
        project,
        json(
            "question_template",
            json("answer_type", "custom_format")
                .with("instruction", "In lower case.")
                .with(
                    "schema",
                    json("type", "object")
                        .with("required", List.of("place"))
                        .with(
                            "properties",
                            json("place", json("type", "string"))
                                .with("number", json("type", "integer"))))));
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
        json(
                "question_template",
                json("answer_type", "custom_format").with("example", json("place", "x")))
            .with("custom_prompt", "{text} {question}"));
    assertThat(entry(other).path("answer").asText()).isEqualTo("{\"place\":\"sea\"}");
    assertThat(MODELS.traffic().kept().get(2).prompt()).contains("\"place\" : \"x\"");
  }

  @Test
  void hidesTheWordsOfAnExampleFromAModelThatCopiesThem() {
    String project = project(2);
    String copied = "Debian was founded by Ian Murdock.";
    MODELS.first(1).answer(Replies.text("{\"answer\": \"" + copied + "\"}"));
    MODELS.replyWith(r -> Replies.text("{\"answer\": \"It flows into the sea.\"}"));
    JsonNode ended =
        run(
            project,
            json(
                    "question_template",
                    json("answer_type", "custom_format").with("example", json("answer", copied)))
                .with("parallelism", 1));

    assertThatTask(ended).isCompleted();
    List<String> prompts = MODELS.traffic().kept().stream().map(kept -> kept.prompt()).toList();
    assertThat(prompts).hasSize(3);
    assertThat(prompts.get(0)).contains(copied);
    assertThat(prompts.subList(1, 3))
        .allSatisfy(
            prompt -> assertThat(prompt).contains("\"answer\" : \"…\"").doesNotContain(copied));
  }

  @Test
  void takesTheWordsOfAnExampleFromAModelThatDidNotSeeThem() {
    String project = project(1);
    String same = "{\"answer\":\"Debian was founded by Ian Murdock.\"}";
    MODELS.replyWith(r -> Replies.text(same));
    JsonBody example = json("answer", "Debian was founded by Ian Murdock.");
    JsonBody form = json("answer_type", "custom_format").with("example", example);

    assertThatTask(run(project, json("question_template", form))).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    assertThat(entry(project).path("answer").asText()).isEqualTo(same);
  }

  @Test
  void failsTheAnswerOnWhichAPatternWouldTakeForEver() {
    String project = project(1);
    MODELS.replyWith(r -> Replies.text("{\"place\": \"" + "a".repeat(60) + "!\"}"));
    JsonBody place = json("type", "string").with("pattern", "^(a+)+$");
    JsonBody schema = json("type", "object").with("properties", json("place", place));

    JsonNode failed =
        run(
            project,
            json("question_template", json("answer_type", "custom_format").with("schema", schema))
                .with("max_attempts", 1));

    assertThatTask(failed).isFailed();
    String items = "/api/tasks/" + failed.path("id").asText() + "/items?state=failed";
    assertThat(rest.get(items).text("/items/0/error")).contains("pattern");
  }

  @Test
  void copiesAStoredTemplate() {
    String project = project(1);
    String path = "/api/projects/" + project + "/question-templates";
    String id =
        rest.post(
                path,
                json("name", "w")
                    .with("answer_type", "label")
                    .with("labels", List.of("River", "Sea")))
            .text("/id");
    MODELS.replyWith(r -> Replies.text("sea"));
    JsonNode ended = run(project, json("question_template_id", id));

    assertThatTask(ended).isCompleted();
    assertThat(ended.at("/config/question_template/labels/1").asText()).isEqualTo("Sea");
    assertThat(entry(project).path("answer").asText()).isEqualTo("Sea");
    rest.delete(path + "/" + id);
    Reply gone =
        rest.post(
            "/api/projects/" + project + "/tasks", aTask(TYPE).config("question_template_id", id));
    assertThat(gone.status()).isEqualTo(422);
    assertThat(gone.text("/errors/0/field")).isEqualTo("config.question_template_id");
  }

  @Test
  void keepsTheAnswerWhenTheCallForItsReasoningFails() {
    String project = project(1);
    MODELS.on(AnswerFormsFlowTests::wantsReasoning).times(1).answer(Faults.badRequest());
    MODELS
        .on(AnswerFormsFlowTests::wantsReasoning)
        .answer(Replies.text("**Reasoning:**\nIt stands there."));
    MODELS.replyWith(r -> Replies.text("By the river, " + r.number()));
    JsonNode failed = run(project, json("cot", "always").with("max_attempts", 1));
    String id = failed.path("id").asText();

    assertThatTask(failed).isFailed();
    assertThat(rest.total(project, "datasets")).isZero();
    rest.post("/api/tasks/" + id + "/resume");
    assertThatTask(rest.end(id)).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
    assertThat(entry(project).path("answer").asText()).isEqualTo("By the river, 1");
    assertThat(entry(project).path("cot").asText()).isEqualTo("It stands there.");
  }

  @Test
  void buysTheAnswerOnceWhereTheSameRunTriesTheReasoningAgain() {
    String project = project(1);
    MODELS.on(AnswerFormsFlowTests::wantsReasoning).times(1).answer(Faults.overloaded());
    MODELS.replyWith(r -> Replies.text("Reply " + r.number()));
    run(project, json("cot", "always"));
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
    JsonNode ended = run(project, json("evidence", true));
    String base = "/api/projects/" + project + "/";

    assertThatTask(ended)
        .says("/detail/evidence/supported", 1)
        .says("/detail/evidence/unsupported", 2)
        .hasWarnings("unsupported", 2)
        .hasNote("Evidence was found for 1 of 3 answers.");
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
    run(project, json("evidence", false));
    assertThat(rest.total(project, "datasets")).isEqualTo(3);
  }

  @Test
  void quotesExactlyWithoutAModel() {
    String project = project(1);
    rest.end(rest.taskOf(TYPE, project, "default", json("evidence", true)));
    JsonNode made = entry(project);
    assertThat(made.path("model").asText()).isEqualTo("offline-extractive");
    assertThat(made.path("answer").asText()).isEqualTo("The mill number 1 stands by the river.");
    assertThat(made.path("supported").asBoolean()).isTrue();
    assertThat(made.at("/evidence/0/match").asText()).isEqualTo("exact");

    JsonNode refused = rest.end(rest.taskOf(TYPE, project(1), "default", LABELS));
    assertThatTask(refused).isFailed().hasNote("offline", "answers by label");
  }

  @Test
  void hasOneEntryForEachQuestionWhichIsOpenAgainWithoutIt() {
    String project = project(2);
    String base = "/api/projects/" + project + "/";
    MODELS.replyWith(r -> Replies.text("Answer " + r.number() + "\n\nEvidence:\n> river"));
    run(project, json("evidence", true).with("parallelism", 1));
    JsonNode first = entry(project);
    String question = first.path("question_id").asText();
    rest.patch(base + "datasets/" + first.path("id").asText(), json("score", 4).with("note", "n"));
    rest.end(
        rest.task(
            project,
            aTask(TYPE).input("question_ids", question).provider(rest.provider(MODELS.baseUrl()))));
    JsonNode replaced = entry(project);
    assertThat(rest.total(project, "datasets")).isEqualTo(2);
    assertThat(replaced.path("id")).isEqualTo(first.path("id"));
    assertThat(replaced.path("answer").asText()).startsWith("Answer 3");
    for (String field : List.of("score", "note", "evidence", "supported", "evaluation")) {
      assertThat(replaced.path(field).isNull()).as(field).isTrue();
    }
    rest.delete(base + "datasets/" + replaced.path("id").asText());
    assertThat(rest.get(base + "questions/" + question).text("/answered")).isEqualTo("false");
    assertThatTask(run(project)).hasTotal(1);
    assertThat(rest.get(base + "questions/" + question).text("/answered")).isEqualTo("true");
  }

  static Stream<Arguments> wrongForms() {
    return Stream.of(
        arguments("answer_type", json()),
        arguments("answer_type", form("essay")),
        arguments("labels", form("label")),
        arguments("labels", form("label").with("labels", List.of())),
        arguments("labels[1]", form("label").with("labels", List.of("a", " A"))),
        arguments("labels[0]", form("label").with("labels", Arrays.asList((Object) null))),
        arguments("labels", form("text").with("labels", List.of("a"))),
        arguments("schema", form("custom_format")),
        arguments("schema", form("custom_format").with("schema", json("type", "objekt"))),
        arguments(
            "schema", form("custom_format").with("schema", json("$ref", "http://127.0.0.1:1/s"))),
        arguments(
            "schema",
            form("custom_format")
                .with("schema", json("type", "object"))
                .with("example", json("a", 1))),
        arguments("example", form("custom_format").with("example", "a")),
        arguments("colour", form("text").with("colour", 1)));
  }

  private static JsonBody form(String answerType) {
    return json("answer_type", answerType);
  }

  private Reply submitted(JsonBody config) {
    return rest.post("/api/projects/" + rest.project() + "/tasks", aTask(TYPE).config(config));
  }

  @ParameterizedTest
  @MethodSource("wrongForms")
  void refusesAFormThatCannotBe(String field, JsonBody form) {
    assertRefused(submitted(json("question_template", form)), "config.question_template." + field);
  }

  @Test
  void refusesWhatCannotBe() {
    assertRefused(submitted(json("evidence", "yes")), "config.evidence");
    assertRefused(submitted(json("cot", "sometimes")), "config.cot");
    assertRefused(
        submitted(json("question_template", form("text")).with("question_template_id", "x")),
        "config.question_template_id");
  }
}
