package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** For whom questions are asked, and in which words: pairs of genre and audience, and prompts. */
class GaPairFlowTests extends FlowTest {

  private String file(String project) {
    return rest.get("/api/projects/" + project + "/files").text("/items/0/id");
  }

  private String pair(String project, String genre, boolean active) {
    Reply made =
        rest.post(
            "/api/projects/" + project + "/ga-pairs",
            json("file_id", file(project))
                .with("genre", genre)
                .with("audience", "readers")
                .with("active", active));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("/id");
  }

  private List<JsonNode> questions(String project, String filter) {
    JsonNode page = rest.get("/api/projects/" + project + "/questions?" + filter).json();
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }

  @Test
  void asksOneSetOfQuestionsForEachActivePair() {
    String project = rest.projectWithChunks(2);
    String manual = pair(project, "a manual", true);
    String exam = pair(project, "an exam", true);
    pair(project, "a ballad", false);
    MODELS.replyWith(request -> Replies.questions(3, request));

    JsonNode ended = rest.end(questionTask(project, json("questions_per_chunk", 2)));

    assertThatTask(ended).hasTotal(2).hasCalls(4);
    assertThat(questions(project, "ga_pair_id=" + manual)).hasSize(4);
    assertThat(questions(project, "ga_pair_id=" + exam)).hasSize(4);
    assertThat(questions(project, "")).hasSize(8);

    rest.end(
        questionTask(
            project, json("active_ga_pair", json("genre", "a play").with("audience", "all"))));
    // What has questions is left out without input; so ask by name.
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    MODELS.traffic().reset();
    rest.end(
        rest.task(
            project,
            aTask("question-generation")
                .input("chunk_ids", chunk)
                .provider(rest.provider(MODELS.baseUrl()))
                .config("active_ga_pair", json("genre", "a play").with("audience", "all"))));
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
    assertThat(rest.delete("/api/projects/" + project + "/ga-pairs/" + exam).status())
        .isEqualTo(204);
    assertThat(questions(project, "")).hasSize(11);
    assertThat(questions(project, "ga_pair_id=" + exam)).isEmpty();
  }

  @Test
  void buysNoSetOfQuestionsTwice() {
    String project = rest.projectWithChunks(1);
    pair(project, "a manual", true);
    pair(project, "an exam", true);
    MODELS.on(r -> r.mentions("an exam")).times(1).answer(Faults.overloaded());
    MODELS.replyWith(request -> Replies.questions(3, request));

    JsonNode ended = rest.end(questionTask(project));

    assertThatTask(ended).isCompleted();
    assertThat(MODELS.traffic().requests()).isEqualTo(3);
    assertThat(questions(project, "")).hasSize(6);
  }

  @Test
  void answersWhenItKnowsHoweverLongTheModelTakes() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/files/" + file(project) + "/ga-pairs/generate";
    MODELS.replyWith(
        request ->
            Replies.text("[{\"genre\":\"g\",\"audience\":\"a\"}]").after(Duration.ofMillis(2500)));

    Reply made = rest.post(path, json("provider_id", rest.provider(MODELS.baseUrl())));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.text("/0/genre")).isEqualTo("g");
  }

  @Test
  void doesNotWaitLongForTheLimitsOfAProvider() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/files/" + file(project) + "/ga-pairs/generate";
    MODELS.replyWith(r -> Replies.text("[{\"genre\":\"g\",\"audience\":\"a\"}]"));
    JsonBody slow =
        json("provider_id", rest.provider(MODELS.baseUrl(), json("tokens_per_minute", 1)));
    assertThat(rest.post(path, slow).status()).isEqualTo(201);

    Reply refused = rest.post(path, slow);

    assertThat(refused.status()).as(refused.text()).isEqualTo(503);
    assertThat(refused.text("/detail")).contains("tokens_per_minute");
    assertThat(refused.retryAfter()).isGreaterThan(60);
    String list = "/api/projects/" + project + "/ga-pairs";
    assertThat(rest.get(list).json().path("total").asInt()).isEqualTo(1);
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
  }

  @Test
  void tellsHowLongTheProviderWantsToBeLeftAlone() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/files/" + file(project) + "/ga-pairs/generate";
    MODELS.replyWith(r -> Faults.rateLimited().retryAfter(3600));

    Reply refused = rest.post(path, json("provider_id", rest.provider(MODELS.baseUrl())));

    assertThat(refused.status()).as(refused.text()).isEqualTo(503);
    assertThat(refused.text("/detail")).contains("asked for a pause");
    assertThat(refused.retryAfter()).isBetween(3000L, 3600L);
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
  }

  @Test
  void marksPairsInAnotherLanguageThanWasAskedFor() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/files/" + file(project) + "/ga-pairs/generate";
    JsonBody body = json("provider_id", rest.provider(MODELS.baseUrl()));
    String german =
        "[{\"genre\":\"Handbuch für die Werkstatt\",\"audience\":\"Lehrlinge, die noch nie mit dem Stein gearbeitet haben\"}]";
    MODELS.first(1).answer(Replies.text(german));
    MODELS.replyWith(r -> Replies.text("[{\"genre\":\"manual\",\"audience\":\"users\"}]"));
    assertThat(rest.post(path, body).json().at("/0/warnings")).isEmpty();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);

    MODELS.replyWith(r -> Replies.text(german));
    Reply made = rest.post(path, body);

    assertThat(made.json().at("/0/warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("other_language");
    String pair = "/api/projects/" + project + "/ga-pairs/" + made.text("/0/id");
    assertThat(rest.patch(pair, json("active", false)).json().path("warnings")).hasSize(1);
    assertThat(rest.patch(pair, json("genre", "manual")).json().path("warnings")).isEmpty();
  }

  @Test
  void letsAModelProposePairs() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/files/" + file(project) + "/ga-pairs/generate";
    JsonBody body = json("provider_id", rest.provider(MODELS.baseUrl())).with("language", "zh-CN");
    MODELS
        .on(r -> r.mentions("mill number 1") && r.mentions("体裁"))
        .times(1)
        .answer(
            Replies.text(
                "[{\"genre\":\"g1\",\"audience\":\"a\"},{\"genre\":\"g2\",\"audience\":\"a\"},{\"genre\":\"g3\",\"audience\":\"a\"},"
                    + "{\"genre\":\"g4\",\"audience\":\"a\"},{\"genre\":\"g5\",\"audience\":\"a\"},{\"genre\":\"g6\",\"audience\":\"a\"}]"));

    Reply made = rest.post(path, body);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json()).hasSize(5);
    assertThat(made.text("/4/genre")).isEqualTo("g5");
    assertThat(made.json().at("/0/active").asBoolean()).isTrue();
    String list = "/api/projects/" + project + "/ga-pairs?file_id=" + file(project);
    assertThat(rest.get(list + "&active=true").json().path("total").asInt()).isEqualTo(5);

    MODELS.replyWith(r -> Faults.keyRefused());
    Reply failed = rest.post(path, body);
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.text("/detail")).contains("API key");
    MODELS.replyWith(r -> Replies.text("No."));
    assertThat(rest.post(path, body).status()).isEqualTo(502);
    assertThat(rest.post(path).text("/errors/0/message")).contains("offline");
    assertThat(rest.post(path, json("provider_id", "nobody")).status()).isEqualTo(422);
    assertThat(rest.post(path, json("language", "fr")).status()).isEqualTo(400);
    assertThat(rest.post(path, json("pairs", 3)).status()).isEqualTo(400);
    assertThat(rest.post("/api/projects/" + project + "/files/x/ga-pairs/generate", body).status())
        .isEqualTo(404);
    assertThat(rest.get(list).json().path("total").asInt()).isEqualTo(5);
  }

  @Test
  void prefersTheTasksPromptThenTheProjectsThenTheFiles() {
    String project = rest.projectWithChunks(1);
    String prompts = "/api/projects/" + project + "/prompts";
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    MODELS.replyWith(request -> Replies.questions(1));
    Reply made =
        rest.post(
            prompts,
            json("name", "question-generation").with("text", "MINE {count} {text} {\"a\"}"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.text("/language")).isEqualTo("en");

    assertThat(asked(project, chunk, json()))
        .contains("MINE 3 The mill number 1")
        .contains("{\"a\"}");
    assertThat(asked(project, chunk, json("custom_prompt", "TASK {text}")))
        .startsWith("TASK The mill");
    assertThat(asked(project, chunk, json("language", "tr"))).doesNotContain("MINE");
    String path = prompts + "/" + made.text("/id");
    rest.patch(path, json("text", "OTHER {text}"));
    assertThat(asked(project, chunk, json())).startsWith("OTHER The mill");
    rest.delete(path);
    assertThat(asked(project, chunk, json())).contains("It stands alone");
  }

  private String asked(String project, String chunk, JsonBody config) {
    StringBuilder prompt = new StringBuilder();
    MODELS.clearRules();
    MODELS
        .on(r -> prompt.isEmpty() && prompt.append(r.prompt()).length() > 0)
        .answer(Replies.questions(1));
    rest.end(
        rest.task(
            project,
            aTask("question-generation")
                .input("chunk_ids", chunk)
                .provider(rest.provider(MODELS.baseUrl()))
                .config(config)));
    return prompt.toString();
  }

  @Test
  void namesEachPlaceholderThatIsWrong() {
    String project = rest.project();
    String prompts = "/api/projects/" + project + "/prompts";
    Reply wrong =
        rest.post(prompts, json("name", "answer-generation").with("text", "{text} {txet} {count}"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("/errors/0/message")).startsWith("{txet} is not a placeholder here");
    assertThat(wrong.text("/errors/1/message")).startsWith("{count} is not a placeholder here");
    assertThat(wrong.text("/errors/2/message")).isEqualTo("{question} is missing.");
    Reply unknown =
        rest.post(prompts, json("name", "no-such").with("language", "fr").with("text", "{text}"));
    assertThat(unknown.text("/errors/0/field")).isEqualTo("name");
    assertThat(unknown.text("/errors/1/field")).isEqualTo("language");
    JsonBody good = json("name", "question-generation").with("text", "{text}");
    assertThat(rest.post(prompts, good).status()).isEqualTo(201);
    assertThat(rest.post(prompts, good).status()).isEqualTo(409);
    assertThat(rest.get(prompts + "?name=question-generation&language=en").text("/total"))
        .isEqualTo("1");
    Reply task =
        rest.post(
            "/api/projects/" + project + "/tasks",
            aTask("question-generation").config("custom_prompt", "{txet}"));
    assertThat(task.status()).isEqualTo(400);
    assertThat(task.text("/errors/0/field")).isEqualTo("config.custom_prompt");
    assertThat(task.text("/errors/0/message")).contains("{txet}");
    assertThat(task.text("/errors/1/message")).isEqualTo("{text} is missing.");
  }

  @Test
  void refusesPairsOfNothing() {
    String project = rest.projectWithChunks(1);
    String path = "/api/projects/" + project + "/ga-pairs";
    assertThat(rest.post(path, json("genre", "g").with("audience", "a")).text("/errors/0/field"))
        .isEqualTo("file_id");
    assertThat(
            rest.post(path, json("file_id", "x").with("genre", "g").with("audience", "a")).status())
        .isEqualTo(422);
    String pair = path + "/" + pair(project, "g", false);
    assertThat(rest.patch(pair, json("active", true).with("genre", "h")).text("/genre"))
        .isEqualTo("h");
    assertThat(rest.patch(pair, json("genre", " ")).status()).isEqualTo(400);
    assertThat(rest.patch(pair, json("file_id", "x")).status()).isEqualTo(400);
    assertThat(rest.get(path + "/x").status()).isEqualTo(404);
  }
}
