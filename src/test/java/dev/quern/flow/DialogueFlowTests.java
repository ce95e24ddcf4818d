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

/** Dialogues, turn by turn. */
class DialogueFlowTests extends FlowTest {

  private static final String TYPE = "multi-turn-generation";

  private static boolean asks(ReceivedRequest request) {
    return request.prompt().contains("It is the turn of Guest.");
  }

  /** A project with one chunk and a question about it. */
  private String project() {
    String project = rest.projectWithChunks(1);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    rest.post(
        "/api/projects/" + project + "/questions",
        "{\"question\":\"Where does the mill stand?\",\"chunk_id\":\"" + chunk + "\"}");
    return project;
  }

  private String task(String project, String... config) {
    return rest.taskOf(TYPE, project, rest.provider(MODELS.baseUrl()), config);
  }

  private static final String ROLES = "\"role_a\":\"Guest\",\"role_b\":\"Miller\"";

  private JsonNode conversations(String project) {
    return rest.get("/api/projects/" + project + "/conversations").json();
  }

  @Test
  void letsTwoRolesSpeakInTurnAndShowsEachCallTheWholeDialogue() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).answer(r -> Replies.text("Guest: Why there, " + r.number()));
    MODELS.replyWith(r -> Replies.text("<think>Hm.</think>By the river, " + r.number()));
    JsonNode ended =
        rest.end(
            task(
                project,
                ROLES,
                "\"scenario\":\"A walk along the valley.\"",
                "\"max_turns\":6",
                "\"model_name\":\"valley\""));

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.at("/usage/calls").asInt()).isEqualTo(5);
    JsonNode made = conversations(project).at("/items/0");
    assertThat(made.path("messages").findValuesAsText("from"))
        .containsExactly("human", "gpt", "human", "gpt", "human", "gpt");
    assertThat(made.path("messages").findValuesAsText("value"))
        .containsExactly(
            "Where does the mill stand?",
            "By the river, 1",
            "Why there, 2",
            "By the river, 3",
            "Why there, 4",
            "By the river, 5");
    assertThat(made.path("turn_count").asInt()).isEqualTo(6);
    assertThat(made.path("max_turns").asInt()).isEqualTo(6);
    assertThat(made.path("scenario").asText()).isEqualTo("A walk along the valley.");
    assertThat(made.path("role_a").asText()).isEqualTo("Guest");
    assertThat(made.path("role_b").asText()).isEqualTo("Miller");
    assertThat(made.path("model").asText()).isEqualTo("valley");
    assertThat(made.path("question_id").asText()).isNotEmpty();
    assertThat(made.path("chunk_id").asText()).isNotEmpty();
    assertThat(MODELS.traffic().kept())
        .allSatisfy(
            r -> {
              assertThat(r.prompt()).contains("The mill number 1 stands by the river.");
              assertThat(r.prompt()).contains("A walk along the valley.");
            });
    assertThat(MODELS.traffic().kept().get(4).prompt())
        .contains("Guest: Where does the mill stand?\n\nMiller: By the river, 1\n\nGuest: Why")
        .contains("Guest: Why there, 4");
    assertThat(rest.end(task(project)).path("note").asText()).startsWith("Nothing to do");
  }

  @Test
  void goesOnAfterAFailedTurnWithoutBuyingTheOthersAgain() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Faults.badRequest());
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    String task = task(project, ROLES, "\"max_attempts\":1");
    JsonNode failed = rest.end(task);

    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(conversations(project).path("total").asInt()).isZero();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    rest.post("/api/tasks/" + task + "/resume");
    assertThat(rest.end(task).path("state").asText()).isEqualTo("completed");
    assertThat(MODELS.traffic().requests()).isEqualTo(4);
    assertThat(conversations(project).at("/items/0/messages/1/value").asText()).isEqualTo("Turn 1");
  }

  @Test
  void keepsTheTurnsAlsoWhereTheSameRunTriesAgain() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Faults.overloaded());
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    JsonNode ended = rest.end(task(project, ROLES, "\"max_attempts\":3"));

    assertThat(ended.path("state").asText()).isEqualTo("completed");
    assertThat(MODELS.traffic().requests()).isEqualTo(4);
    assertThat(conversations(project).at("/items/0/messages/1/value").asText()).isEqualTo("Turn 1");
  }

  @Test
  void asksAgainForAnEmptyTurnAndNeverStoresOne() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Replies.text("<think>Hm.</think>"));
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    assertThat(rest.end(task(project, ROLES)).path("state").asText()).isEqualTo("completed");
    assertThat(conversations(project).at("/items/0/messages").findValuesAsText("value"))
        .hasSize(4)
        .noneMatch(String::isBlank);

    String other = project();
    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.empty());
    JsonNode failed = rest.end(task(other, "\"max_attempts\":1"));
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(conversations(other).path("total").asInt()).isZero();
  }

  @Test
  void endsEarlyWhereNothingIsLeftToAskAndWithAnAnswer() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).answer(Replies.text("[END]"));
    MODELS.replyWith(r -> Replies.text("By the river."));
    rest.end(task(project, ROLES, "\"max_turns\":10"));
    assertThat(conversations(project).at("/items/0/turn_count").asInt()).isEqualTo(2);
    assertThat(MODELS.traffic().requests()).isEqualTo(2);

    MODELS.clearRules();
    MODELS.traffic().reset();
    String odd = project();
    rest.end(task(odd, ROLES, "\"max_turns\":5"));
    assertThat(conversations(odd).at("/items/0/turn_count").asInt()).isEqualTo(4);
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
  }

  @Test
  void speaksTheLanguageAndTakesAPromptOfTheUser() {
    String project = project();
    MODELS.replyWith(r -> Replies.text("Yanıt " + r.number()));
    rest.end(task(project, "\"language\":\"tr\""));
    JsonNode made = conversations(project).at("/items/0");
    assertThat(made.path("role_a").asText()).isEqualTo("Kullanıcı");
    assertThat(made.path("language").asText()).isEqualTo("tr");
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("Uzman", "Türkçe", "konuyu iyi");

    MODELS.traffic().reset();
    String custom = project();
    rest.end(task(custom, "\"custom_prompt\":\"{speaker}, {question} {text} {role_b}\"", ROLES));
    assertThat(MODELS.traffic().kept().get(1).prompt())
        .startsWith("Guest, Where does the mill stand? The mill number 1")
        .contains("<dialogue>", "Miller: Yanıt 1", "It is the turn of Guest.");
  }

  @Test
  void talksWithoutAModelInSentencesOfTheText() {
    String project = project();
    JsonNode ended = rest.end(rest.taskOf(TYPE, project, "default", "\"max_turns\":8"));
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    JsonNode made = conversations(project).at("/items/0");
    assertThat(made.path("model").asText()).isEqualTo("offline-extractive");
    assertThat(made.at("/messages/1/value").asText())
        .isEqualTo("The mill number 1 stands by the river.");
    assertThat(made.path("turn_count").asInt()).isEven();
  }

  @Test
  void refusesWhatCannotBe() {
    String project = project();
    String path = "/api/projects/" + project + "/tasks";
    for (String[] wrong :
        List.of(
            new String[] {"\"max_turns\":1", "config.max_turns"},
            new String[] {"\"max_turns\":101", "config.max_turns"},
            new String[] {"\"max_turns\":\"4\"", "config.max_turns"},
            new String[] {"\"role_a\":\" \"", "config.role_a"},
            new String[] {"\"role_a\":\"X\",\"role_b\":\"x\"", "config.role_b"},
            new String[] {"\"scenario\":3", "config.scenario"},
            new String[] {"\"turns\":3", "config.turns"},
            new String[] {"\"custom_prompt\":\"{text}\"", "config.custom_prompt"},
            new String[] {
              "\"custom_prompt\":\"{text} {question} {who}\"", "config.custom_prompt"
            })) {
      Reply reply =
          rest.post(path, "{\"task_type\":\"" + TYPE + "\",\"config\":{" + wrong[0] + "}}");
      assertThat(reply.status()).as(wrong[0]).isEqualTo(400);
      assertThat(reply.text("/errors/0/field")).as(wrong[0]).isEqualTo(wrong[1]);
    }
  }

  @Test
  void editsExportsAndDeletesConversations() {
    String project = project();
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    rest.end(task(project, ROLES));
    String base = "/api/projects/" + project + "/";
    String id = conversations(project).at("/items/0/id").asText();
    String one = base + "conversations/" + id;

    assertThat(rest.get(base + "export?kind=conversations").text())
        .isEqualTo(
            "{\"conversations\":[{\"from\":\"human\",\"value\":\"Where does the mill stand?\"},"
                + "{\"from\":\"gpt\",\"value\":\"Turn 1\"},{\"from\":\"human\",\"value\":\"Turn 2\"},"
                + "{\"from\":\"gpt\",\"value\":\"Turn 3\"}]}\n");
    assertThat(
            rest.get(base + "export?kind=conversations&format=messages&as=json&system=S")
                .text("/0/messages/0/role"))
        .isEqualTo("system");
    assertThat(rest.get(base + "export?kind=conversations&confirmed=true").text()).isEmpty();
    assertThat(rest.get(base + "export?kind=conversations&format=alpaca").status()).isEqualTo(400);
    assertThat(rest.get(base + "export?kind=conversations&min_score=3").status()).isEqualTo(400);
    assertThat(patch(one, "{\"confirmed\":true,\"tags\":[\"a\"]}").status()).isEqualTo(200);
    assertThat(rest.get(base + "export?kind=conversations&confirmed=true&tags=a").text())
        .isNotEmpty();
    String shorter = "{\"from\":\"human\",\"value\":\"A?\"},{\"from\":\"gpt\",\"value\":\"B.\"}";
    assertThat(patch(one, "{\"messages\":[" + shorter + "]}").json().path("turn_count").asInt())
        .isEqualTo(2);
    for (String wrong :
        List.of(
            "[]",
            "[{\"from\":\"human\",\"value\":\"A?\"}]",
            "[{\"from\":\"gpt\",\"value\":\"A?\"},{\"from\":\"human\",\"value\":\"A?\"}]",
            "[" + shorter.replace("B.", " ") + "]",
            "[null,null]",
            "null")) {
      assertThat(patch(one, "{\"messages\":" + wrong + "}").status()).as(wrong).isEqualTo(400);
    }
    assertThat(rest.get(base + "conversations?q=b.&tags=a&confirmed=true").text("/total"))
        .isEqualTo("1");
    assertThat(rest.get(base + "conversations?q=nowhere").text("/total")).isEqualTo("0");
    assertThat(rest.send("DELETE", one, BodyPublishers.noBody()).status()).isEqualTo(204);
    assertThat(rest.get(one).status()).isEqualTo(404);
    assertThat(rest.end(task(project, ROLES)).path("completed_count").asInt()).isEqualTo(1);
  }

  private Reply patch(String path, String body) {
    return rest.send(
        "PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }
}
