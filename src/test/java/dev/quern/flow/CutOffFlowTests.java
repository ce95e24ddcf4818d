package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Answer;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is whole in a reply that was cut off is stored and marked, and not asked for again. */
class CutOffFlowTests extends FlowTest {

  private static final String WHOLE = "It stands by the river, and its wheel is made of oak.";

  private static Answer cut(String text) {
    return Replies.text(text).finishing("length");
  }

  private String path(String project, String list) {
    return "/api/projects/" + project + "/" + list;
  }

  private JsonNode items(String project, String list) {
    return rest.get(path(project, list)).json().path("items");
  }

  private JsonNode run(String type, String project, JsonBody... config) {
    String provider = rest.provider(MODELS.baseUrl(), json("max_tokens", 300));
    return rest.end(rest.taskOf(type, project, provider, config));
  }

  @Test
  void storesTheWholeSentencesOfAnAnswerAndMarksThem() {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS.replyWith(r -> cut(WHOLE + " Since the year"));

    JsonNode ended = run("answer-generation", project);

    assertThatTask(ended)
        .isCompleted()
        .hasCalls(1)
        .hasWarnings("cut_off", 1)
        .hasNote("1 row is of a reply that was cut off");
    assertThat(items(project, "datasets?warning=cut_off").at("/0/answer").asText())
        .isEqualTo(WHOLE);
    assertThat(items(project, "datasets?warnings=exclude")).isEmpty();
    assertThat(rest.get(path(project, "export?warnings=exclude")).text()).isBlank();
  }

  @Test
  void asksAgainWhereTheReasoningWasCutOff() {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS.first(1).answer(cut("<think>It stands by the river. The wheel is made of oak. It"));
    MODELS.replyWith(r -> Replies.text("<think>It is easy.</think>" + WHOLE));

    JsonNode ended = run("answer-generation", project);

    assertThatTask(ended).isCompleted().hasCalls(2);
    assertThat(items(project, "datasets").at("/0/answer").asText()).isEqualTo(WHOLE);
    assertThat(items(project, "datasets").at("/0/warnings")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer-generation", "multi-turn-generation"})
  void takesNoThoughtForAnAnswerWhereTheTemplateOpenedItsTag(String type) {
    String project = rest.projectWithQuestions("Where is it?");
    String thought = "Okay, so I need to figure out where it is. The text names the river.";
    MODELS.first(1).answer(cut(thought + " It"));
    MODELS.replyWith(r -> Replies.text(thought + "\n</think>\n\n" + WHOLE));
    JsonBody config = type.startsWith("multi") ? json("max_turns", 2) : json("cot", "auto");

    assertThatTask(run(type, project, config)).isCompleted().hasCalls(2);

    boolean answer = type.startsWith("answer");
    assertThat(
            items(project, answer ? "datasets" : "conversations")
                .at(answer ? "/0/answer" : "/0/messages/1/value")
                .asText())
        .isEqualTo(WHOLE);
  }

  @Test
  void storesTheWholeStepsOfAChainOfThought() {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS
        .on(r -> r.prompt().contains("You write the reasoning"))
        .answer(cut("The text names the river. That decides it. So the"));
    MODELS.replyWith(r -> Replies.text(WHOLE));

    JsonNode ended = run("answer-generation", project, json("cot", "always"));

    assertThatTask(ended).isCompleted().hasCalls(2).hasWarnings("cut_off", 1);
    assertThat(items(project, "datasets").at("/0/cot").asText())
        .isEqualTo("The text names the river. That decides it.");
  }

  @Test
  void storesTheWholeSentencesOfATurnAndMarksTheDialogue() {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS.replyWith(r -> cut(WHOLE + " Since the year"));

    JsonNode ended = run("multi-turn-generation", project, json("max_turns", 2));

    assertThatTask(ended).isCompleted().hasCalls(1).hasWarnings("cut_off", 1);
    assertThat(items(project, "conversations?warning=cut_off").at("/0/messages/1/value").asText())
        .isEqualTo(WHOLE);
  }

  @Test
  void marksTheQuestionsOfAListThatIsShorterThanAskedForAndNotTheirAnswers() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> cut("{\"questions\": [\"Where does the mill stand?\", \"Why is"));
    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 2));
    assertThatTask(ended).isCompleted().hasCalls(1).hasWarnings("cut_off", 1);
    assertThat(items(project, "questions?warning=cut_off")).hasSize(1);

    MODELS.replyWith(r -> Replies.text(WHOLE));
    run("answer-generation", project);
    assertThat(items(project, "datasets").at("/0/warnings")).isEmpty();
  }

  @Test
  void leavesOutTheHalfQuestionOfAPlainList() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> cut("1. Where does the mill stand?\n2. What are the main causes of"));

    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 2));

    assertThatTask(ended).isCompleted().hasWarnings("cut_off", 1);
    assertThat(items(project, "questions").findValuesAsText("question"))
        .isEqualTo(List.of("Where does the mill stand?"));
  }

  @Test
  void marksNoQuestionsWhereAllThatWereAskedForAreThere() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> cut("{\"questions\": [\"Where is it?\", \"Who owns it?\", \"Why"));

    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 2));

    assertThat(ended.at("/detail/warnings").isEmpty()).isTrue();
    assertThat(items(project, "questions").findValuesAsText("question"))
        .isEqualTo(List.of("Where is it?", "Who owns it?"));
  }
}
