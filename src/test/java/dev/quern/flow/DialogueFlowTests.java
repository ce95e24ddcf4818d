package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogues, turn by turn. */
class DialogueFlowTests extends FlowTest {

  private static final String TYPE = "multi-turn-generation";

  private static boolean asks(ReceivedRequest request) {
    return request.prompt().contains("It is the turn of Guest.");
  }

  /** A project with one chunk and a question about it. */
  private String project() {
    return rest.projectWithQuestions("Where does the mill stand?");
  }

  private String task(String project, JsonBody... config) {
    return rest.taskOf(TYPE, project, rest.provider(MODELS.baseUrl()), config);
  }

  private static final JsonBody ROLES = json("role_a", "Guest").with("role_b", "Miller");

  private JsonNode conversations(String project) {
    return rest.get("/api/projects/" + project + "/conversations").json();
  }

  /** A dialogue of six messages on a walk, as its project has it. */
  private JsonNode walk(String project) {
    MODELS.on(DialogueFlowTests::asks).answer(r -> Replies.text("Guest: Why there, " + r.number()));
    MODELS.replyWith(r -> Replies.text("<think>Hm.</think>By the river, " + r.number()));
    JsonBody walk =
        ROLES
            .with("scenario", "A walk along the valley.")
            .with("max_turns", 6)
            .with("model_name", "valley");
    assertThatTask(rest.end(task(project, walk))).isCompleted().hasCalls(5);
    return conversations(project).at("/items/0");
  }

  @Test
  void letsTwoRolesSpeakInTurn() {
    JsonNode messages = walk(project()).path("messages");

    assertThat(messages.findValuesAsText("from"))
        .containsExactly("human", "gpt", "human", "gpt", "human", "gpt");
    assertThat(messages.findValuesAsText("value"))
        .containsExactly(
            "Where does the mill stand?",
            "By the river, 1",
            "Why there, 2",
            "By the river, 3",
            "Why there, 4",
            "By the river, 5");
  }

  @Test
  void storesWhoSpokeAboutWhat() {
    String project = project();

    JsonNode made = walk(project);

    assertThat(made.path("turn_count").asInt()).isEqualTo(6);
    assertThat(made.path("max_turns").asInt()).isEqualTo(6);
    assertThat(made.path("scenario").asText()).isEqualTo("A walk along the valley.");
    assertThat(made.path("role_a").asText()).isEqualTo("Guest");
    assertThat(made.path("role_b").asText()).isEqualTo("Miller");
    assertThat(made.path("model").asText()).isEqualTo("valley");
    assertThat(made.path("question_id").asText()).isNotEmpty();
    assertThat(made.path("chunk_id").asText()).isNotEmpty();
    assertThatTask(rest.end(task(project))).hadNothingToDo();
  }

  @Test
  void storesWhatIsSaidLetterByLetter() {
    String said = "A char begins as '\\u0000', a path as C:\\users.";
    MODELS.replyWith(r -> Replies.text(r.number() + said));
    String project = project();

    rest.end(task(project));

    assertThat(conversations(project).at("/items/0/messages").findValuesAsText("value"))
        .startsWith("Where does the mill stand?", "1" + said, "2" + said);
  }

  @Test
  void endsATurnWhereTheModelSpeaksForBothInNamesOfItsOwn() {
    MODELS.on(DialogueFlowTests::asks).answer(r -> Replies.text("Why there, " + r.number()));
    MODELS.replyWith(r -> Replies.text("By it.\n\nHuman: And then?\n\nAssistant: No more."));
    String project = project();

    rest.end(task(project, ROLES.with("max_turns", 2)));

    assertThat(conversations(project).at("/items/0/messages/1/value").asText()).isEqualTo("By it.");
  }

  @Test
  void showsEachCallTheWholeDialogue() {
    walk(project());

    assertThat(MODELS.traffic().kept())
        .extracting(ReceivedRequest::prompt)
        .allMatch(prompt -> prompt.contains("The mill number 1 stands by the river."))
        .allMatch(prompt -> prompt.contains("A walk along the valley."));
    assertThat(MODELS.traffic().kept().get(4).prompt())
        .contains("Guest: Where does the mill stand?\n\nMiller: By the river, 1\n\nGuest: Why")
        .contains("Guest: Why there, 4");
  }

  @Test
  void goesOnAfterAFailedTurnWithoutBuyingTheOthersAgain() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Faults.badRequest());
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    String task = task(project, ROLES.with("max_attempts", 1));
    JsonNode failed = rest.end(task);

    assertThatTask(failed).isFailed();
    assertThat(conversations(project).path("total").asInt()).isZero();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    rest.post("/api/tasks/" + task + "/resume");
    assertThatTask(rest.end(task)).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(4);
    assertThat(conversations(project).at("/items/0/messages/1/value").asText()).isEqualTo("Turn 1");
  }

  @Test
  void keepsTheTurnsAlsoWhereTheSameRunTriesAgain() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Faults.overloaded());
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    JsonNode ended = rest.end(task(project, ROLES.with("max_attempts", 3)));

    assertThatTask(ended).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(4);
    assertThat(conversations(project).at("/items/0/messages/1/value").asText()).isEqualTo("Turn 1");
  }

  @Test
  void asksAgainForAnEmptyTurnAndNeverStoresOne() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).times(1).answer(Replies.text("<think>Hm.</think>"));
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    assertThatTask(rest.end(task(project, ROLES))).isCompleted();
    assertThat(conversations(project).at("/items/0/messages").findValuesAsText("value"))
        .hasSize(4)
        .noneMatch(String::isBlank);

    String other = project();
    MODELS.clearRules();
    MODELS.replyWith(r -> Replies.empty());
    JsonNode failed = rest.end(task(other, json("max_attempts", 1)));
    assertThatTask(failed).isFailed();
    assertThat(conversations(other).path("total").asInt()).isZero();
  }

  @Test
  void endsEarlyWhereNothingIsLeftToAskAndWithAnAnswer() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).answer(Replies.text("[END]"));
    MODELS.replyWith(r -> Replies.text("By the river, " + r.number()));
    rest.end(task(project, ROLES.with("max_turns", 10)));
    assertThat(conversations(project).at("/items/0/turn_count").asInt()).isEqualTo(2);
    assertThat(MODELS.traffic().requests()).isEqualTo(2);

    MODELS.clearRules();
    MODELS.traffic().reset();
    String odd = project();
    rest.end(task(odd, ROLES.with("max_turns", 5)));
    assertThat(conversations(odd).at("/items/0/turn_count").asInt()).isEqualTo(4);
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"where does the mill stand", "by the river"})
  void endsWhereTheSameIsAskedAgainOrTheAnswerSaidAgain(String said) {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).answer(Replies.text(said));
    MODELS.replyWith(r -> Replies.text("By the river."));

    rest.end(task(project, ROLES.with("max_turns", 6)));

    assertThat(conversations(project).at("/items/0/turn_count").asInt()).isEqualTo(2);
  }

  @Test
  void takesTheAnswerBehindACopyOfTheDialogue() {
    String project = project();
    MODELS.on(DialogueFlowTests::asks).answer(Replies.text("Why there?"));
    MODELS.first(1).answer(Replies.text("By the river."));
    String copy = "Guest: Where does the mill stand?\n\nMiller: By the river.\n\nGuest: Why there?";
    MODELS.replyWith(r -> Replies.text(copy + "\n\nMiller: It needs water."));

    rest.end(task(project, ROLES));

    assertThat(conversations(project).at("/items/0/messages/3/value").asText())
        .isEqualTo("It needs water.");
  }

  @Test
  void storesAnAnswerWithoutTheQuestionInFrontOfIt() {
    String project = project();
    MODELS.replyWith(r -> Replies.text("Where does the mill stand?\n\nBy the river."));

    rest.end(task(project, ROLES.with("max_turns", 2)));

    assertThat(conversations(project).at("/items/0/messages/1/value").asText())
        .isEqualTo("By the river.");
  }

  @Test
  void refusesTheQuestionAsItsAnswer() {
    String project = project();
    MODELS.first(1).answer(Replies.text("where does the mill stand"));
    MODELS.replyWith(r -> Replies.text("By the river."));

    assertThatTask(rest.end(task(project, ROLES.with("max_turns", 2)))).hasCalls(2);
    assertThat(conversations(project).at("/items/0/messages/1/value").asText())
        .isEqualTo("By the river.");
  }

  @Test
  void speaksTheLanguageAndTakesAPromptOfTheUser() {
    String project = project();
    MODELS.replyWith(r -> Replies.text("Yanıt " + r.number()));
    rest.end(task(project, json("language", "tr")));
    JsonNode made = conversations(project).at("/items/0");
    assertThat(made.path("role_a").asText()).isEqualTo("Kullanıcı");
    assertThat(made.path("language").asText()).isEqualTo("tr");
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("Uzman", "Türkçe", "konuyu iyi");

    MODELS.traffic().reset();
    String custom = project();
    rest.end(task(custom, ROLES.with("custom_prompt", "{speaker}, {question} {text} {role_b}")));
    assertThat(MODELS.traffic().kept().get(1).prompt())
        .startsWith("Guest, Where does the mill stand? The mill number 1")
        .contains("<dialogue>", "Miller: Yanıt 1", "It is the turn of Guest.");
  }

  @Test
  void talksWithoutAModelInSentencesOfTheText() {
    String project = project();
    JsonNode ended = rest.end(rest.taskOf(TYPE, project, "default", json("max_turns", 8)));
    assertThatTask(ended).isCompleted();
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
    for (JsonBody wrong :
        List.of(
            json("max_turns", 1),
            json("max_turns", 101),
            json("max_turns", "4"),
            json("role_a", " "),
            json("role_b", "x").with("role_a", "X"),
            json("scenario", 3),
            json("turns", 3),
            json("custom_prompt", "{text}"),
            json("custom_prompt", "{text} {question} {who}"))) {
      assertRefused(rest.post(path, aTask(TYPE).config(wrong)), "config." + wrong.firstName());
    }
  }

  /** The path of a project with one conversation of four turns. */
  private String withConversation() {
    String project = project();
    MODELS.replyWith(r -> Replies.text("Turn " + r.number()));
    rest.end(task(project, ROLES));
    return "/api/projects/" + project + "/";
  }

  private String conversation(String base) {
    return base + "conversations/" + rest.get(base + "conversations").text("/items/0/id");
  }

  @Test
  void exportsConversations() {
    String base = withConversation();
    String export = base + "export?kind=conversations";

    assertThat(rest.get(export).text())
        .isEqualTo(
            "{\"conversations\":[{\"from\":\"human\",\"value\":\"Where does the mill stand?\"},"
                + "{\"from\":\"gpt\",\"value\":\"Turn 1\"},{\"from\":\"human\",\"value\":\"Turn 2\"},"
                + "{\"from\":\"gpt\",\"value\":\"Turn 3\"}]}\n");
    assertThat(rest.get(export + "&format=messages&as=json&system=S").text("/0/messages/0/role"))
        .isEqualTo("system");
    assertThat(rest.get(export + "&confirmed=true").text()).isEmpty();
    assertThat(rest.get(export + "&format=alpaca").status()).isEqualTo(400);
    assertThat(rest.get(export + "&min_score=3").status()).isEqualTo(400);
  }

  @Test
  void findsConversationsByWhatAPersonChanged() {
    String base = withConversation();
    JsonBody change = json("confirmed", true).with("tags", List.of("a"));

    assertThat(rest.patch(conversation(base), change).status()).isEqualTo(200);

    String filter = "confirmed=true&tags=a";
    assertThat(rest.get(base + "export?kind=conversations&" + filter).text()).isNotEmpty();
    assertThat(rest.get(base + "conversations?q=turn&" + filter).text("/total")).isEqualTo("1");
    assertThat(rest.get(base + "conversations?q=nowhere").text("/total")).isEqualTo("0");
  }

  @Test
  void editsAConversationWithAMessageThatCameInLongerThanAPersonMayWrite() {
    String one = conversation(withConversation());
    String longer = "x".repeat(1_000_001);
    jdbc.sql(
            "update conversation set messages ="
                + " jsonb_build_array(jsonb_build_object('from', 'human', 'value', cast(? as text)),"
                + " jsonb_build_object('from', 'gpt', 'value', cast(? as text))) where id = ?")
        .params(longer, longer + "y", one.substring(one.lastIndexOf('/') + 1))
        .update();
    JsonBody question = json("from", "human");
    JsonBody answer = json("from", "gpt");
    List<JsonBody> shortened = List.of(question.with("value", "A?"), answer.with("value", longer));

    assertThat(rest.patch(one, json("messages", shortened)).status()).isEqualTo(200);
    assertThat(rest.patch(one, json("note", "n")).status()).isEqualTo(200);
    List<JsonBody> grown = List.of(question.with("value", longer), answer.with("value", longer));
    assertThat(rest.patch(one, json("messages", grown)).text("/errors/0/field"))
        .isEqualTo("messages[0].value");
  }

  @Test
  void asksNothingAboutAQuestionThatHasGotItsDialogueMeanwhile() {
    String project = rest.projectWithQuestions("First?", "Second?");
    MODELS.replyWith(
        r -> {
          jdbc.sql(
                  "insert into conversation (id, project_id, question_id, role_a, role_b, turn_count,"
                      + " max_turns, messages, create_at, update_at) select q.id, q.project_id, q.id,"
                      + " 'A', 'B', 2, 2, '[]', now(), now() from question q"
                      + " where q.project_id = ? and q.question = 'Second?' on conflict do nothing")
              .param(project)
              .update();
          return Replies.text("Turn " + r.number()).after(LONGER_THAN_A_LOOK_SERVES);
        });
    assertThatTask(rest.end(task(project, json("parallelism", 1).with("max_turns", 2)))).hasDone(2);
    assertThat(MODELS.traffic().requests()).isOne();
  }

  @Test
  void takesOtherMessagesOnlyInTurn() {
    String one = conversation(withConversation());
    JsonBody question = json("from", "human").with("value", "A?");
    JsonBody answer = json("from", "gpt").with("value", "B.");

    assertThat(rest.patch(one, json("messages", List.of(question, answer))).text("/turn_count"))
        .isEqualTo("2");
    for (List<?> wrong :
        Arrays.asList(
            List.of(),
            List.of(question),
            List.of(answer, question),
            List.of(question, answer.with("value", " ")),
            Arrays.asList(null, null),
            null)) {
      assertThat(rest.patch(one, json("messages", wrong)).status()).as("%s", wrong).isEqualTo(400);
    }
  }

  @Test
  void leadsADialogueAgainThatWasDeleted() {
    String base = withConversation();
    String one = conversation(base);

    assertThat(rest.delete(one).status()).isEqualTo(204);

    assertThat(rest.get(one).status()).isEqualTo(404);
    assertThatTask(rest.end(task(base.split("/")[3], ROLES))).hasDone(1);
  }
}
