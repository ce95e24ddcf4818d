package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Answer;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import org.junit.jupiter.api.Test;

/** Entries are judged. */
class EvaluationFlowTests extends FlowTest {

  private static final String TYPE = "dataset-evaluation";

  private static Answer scores(double question, double answer, double text, double whole) {
    return Replies.text(
        ("{\"question_quality\":%s,\"answer_quality\":%s,\"text_relevance\":%s,"
                + "\"overall_consistency\":%s,\"score\":0,\"evaluation\":\"Fair.\"}")
            .formatted(question, answer, text, whole));
  }

  private String entry(String project, String question, String chunk) {
    return rest.post(
            "/api/projects/" + project + "/datasets",
            json("question", question).with("answer", "By the river.").with("chunk_id", chunk))
        .text("/id");
  }

  private JsonNode run(String project, JsonBody... config) {
    return rest.end(rest.taskOf(TYPE, project, rest.provider(MODELS.baseUrl()), config));
  }

  @Test
  void keepsNoConnectionWhenItSumsUp() {
    String project = rest.projectWithChunks(1);
    entry(project, "First?", null);
    for (int i = 0; i < 25; i++) { // more often than there are connections
      assertThat(rest.get("/projects/" + project + "/entries/statistics").status()).isEqualTo(200);
    }
  }

  private String project;

  private String base() {
    return "/api/projects/" + project + "/datasets";
  }

  /** Three entries, with scores of 3.5 with a text, 3 without one, and 5 as a score alone. */
  private JsonNode judged() {
    project = rest.projectWithChunks(1);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    entry(project, "First?", chunk);
    entry(project, "Second?", null);
    entry(project, "Third?", chunk);
    MODELS.on(r -> r.mentions("First?")).answer(scores(4, 3, 5, 2)); // 3.6
    MODELS.on(r -> r.mentions("Second?")).answer(scores(5, 2, 0, 2)); // 3 without the text
    MODELS.on(r -> r.mentions("Third?")).answer(Replies.text("{\"score\":4.8}"));
    JsonNode ended = run(project);
    assertThatTask(ended).isCompleted();
    return ended;
  }

  private JsonNode entry(String question) {
    return rest.get(base() + "?q=" + question).json().at("/items/0");
  }

  @Test
  void weighsTheDimensionsItself() {
    judged();

    JsonNode one = entry("First");
    assertThat(one.path("score").asDouble()).isEqualTo(3.5);
    assertThat(one.path("ai_evaluation").asText()).isEqualTo("Fair.");
    assertThat(one.at("/evaluation/text_relevance").asDouble()).isEqualTo(5);
    JsonNode two = entry("Second");
    assertThat(two.path("score").asDouble()).isEqualTo(3);
    assertThat(two.at("/evaluation/text_relevance").isNull()).isTrue();
    JsonNode three = entry("Third");
    assertThat(three.path("score").asDouble()).isEqualTo(5);
    assertThat(three.path("evaluation").isNull()).isTrue();
  }

  @Test
  void asksForRelevanceOnlyWhereThereIsAText() {
    judged();

    assertThat(MODELS.traffic().kept())
        .filteredOn(r -> r.mentions("Second?"))
        .allSatisfy(r -> assertThat(r.prompt()).doesNotContain("text_relevance", "<source>"));
    assertThat(MODELS.traffic().kept())
        .filteredOn(r -> r.mentions("First?"))
        .allSatisfy(r -> assertThat(r.prompt()).contains("The mill number 1", "By the river."));
  }

  @Test
  void sumsUpInTheTask() {
    JsonNode summary = judged().at("/detail/evaluation");

    assertThat(summary.path("scored").asInt()).isEqualTo(3);
    assertThat(summary.path("mean").asDouble()).isEqualTo(3.83);
    assertThat(summary.at("/histogram/7/score").asDouble()).isEqualTo(3.5);
    assertThat(summary.at("/histogram/7/count").asInt()).isEqualTo(1);
    assertThat(summary.at("/dimensions/question_quality").asDouble()).isEqualTo(4.5);
  }

  @Test
  void sumsUpTheEntriesOfAProject() {
    judged();

    JsonNode stats = rest.get(base() + "/stats").json();

    assertThat(stats.path("mean").asDouble()).isEqualTo(3.83);
    assertThat(stats.path("histogram")).hasSize(11);
    assertThat(stats.at("/histogram/10/count").asInt()).isEqualTo(1);
    assertThat(stats.path("total").asInt()).isEqualTo(3);
    assertThat(rest.get(base() + "/stats?min_score=4").json().path("total").asInt()).isEqualTo(1);
    assertThat(rest.get(base() + "/stats?min_score=x").status()).isEqualTo(400);
    assertThat(rest.get("/api/projects/nowhere/datasets/stats").status()).isEqualTo(404);
    assertThat(rest.get("/api/projects/" + project + "/export?min_score=3.5").text().lines())
        .hasSize(2);
  }

  @Test
  void judgesNothingTwiceAndDropsTheDimensionsOfAScoreByHand() {
    judged();
    String first = base() + "/" + entry("First").path("id").asText();

    assertThatTask(run(project)).hadNothingToDo().hasNote("every entry", "score");
    rest.patch(first, json("score", 1));

    assertThat(rest.get(first).json().path("evaluation").isNull()).isTrue();
  }

  @Test
  void judgesWhatIsNamedAgainAndInTheLanguageAsked() {
    String project = rest.project();
    String id = entry(project, "Soru?", null);
    MODELS.replyWith(r -> scores(4, 4, 4, 4));
    run(project, json("language", "tr"));
    assertThat(MODELS.traffic().kept().get(0).prompt()).contains("Türkçe", "puanla");
    MODELS.replyWith(r -> scores(1, 1, 1, 1));
    rest.end(
        rest.task(
            project,
            aTask(TYPE)
                .input("dataset_ids", id)
                .provider(rest.provider(MODELS.baseUrl()))
                .config("custom_prompt", "Judge {question} {answer} {text}!")));
    assertThat(MODELS.traffic().kept().get(1).prompt()).isEqualTo("Judge Soru? By the river. !");
    assertThat(rest.get("/api/projects/" + project + "/datasets/" + id).text("/score"))
        .isEqualTo("1.0");
  }

  @Test
  void asksAgainForScoresOutOfRangeAndFailsWithTheReply() {
    String project = rest.project();
    entry(project, "Q?", null);
    MODELS.replyWith(r -> scores(9, 4, 4, 4));
    JsonNode failed = run(project, json("max_attempts", 1));
    assertThatTask(failed).isFailed();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    String items = "/api/tasks/" + failed.path("id").asText() + "/items?state=failed";
    assertThat(rest.get(items).text("/items/0/error")).contains("question_quality is 9");
  }

  @Test
  void leavesAnEntryAloneThatHasGotAnotherAnswerMeanwhile() {
    String project = rest.project();
    String id = entry(project, "Q?", null);
    MODELS.replyWith(
        r -> {
          jdbc.sql("update dataset_entry set answer = 'Another.' where id = ?").param(id).update();
          return scores(4, 4, 4, 4);
        });
    assertThatTask(run(project)).isCompleted();
    JsonNode entry = rest.get("/api/projects/" + project + "/datasets/" + id).json();
    assertThat(entry.path("score").isNull()).isTrue();
  }

  @Test
  void asksNothingAboutAnEntryThatHasGotItsScoreMeanwhile() {
    String project = rest.project();
    entry(project, "First?", null);
    String second = entry(project, "Second?", null);
    MODELS.replyWith(
        r -> {
          jdbc.sql("update dataset_entry set score = 1 where id = ?").param(second).update();
          return scores(4, 4, 4, 4).after(LONGER_THAN_A_LOOK_SERVES);
        });
    assertThatTask(run(project, json("parallelism", 1))).hasDone(2);
    assertThat(MODELS.traffic().requests()).isOne();
    JsonNode entry = rest.get("/api/projects/" + project + "/datasets/" + second).json();
    assertThat(entry.path("score").asDouble()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBe() {
    String project = rest.project();
    entry(project, "Q?", null);
    JsonNode offline = rest.end(rest.taskOf(TYPE, project, "default"));
    assertThatTask(offline).isFailed().hasNote("offline", "an evaluation of entries");
    String path = "/api/projects/" + project + "/tasks";
    assertThat(rest.post(path, aTask(TYPE).config("weights", 1)).text("/errors/0/field"))
        .isEqualTo("config.weights");
    assertThat(rest.post(path, aTask(TYPE).input("dataset_ids", "nowhere")).status())
        .isEqualTo(422);
  }
}
