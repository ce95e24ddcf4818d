package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Answer;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is stored is the model's own and says so where it is doubtful; what is refused is counted.
 */
class HonestyFlowTests extends FlowTest {

  private static final String TEXT =
      "The mill by the river has ground corn since 1902, and its wheel is made of oak.\n";

  private static Answer reply(String file) {
    try (InputStream in = HonestyFlowTests.class.getResourceAsStream("/guard/" + file)) {
      return Replies.text(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String project, String list) {
    return "/api/projects/" + project + "/" + list;
  }

  private JsonNode items(String project, String list) {
    return rest.get(path(project, list)).json().path("items");
  }

  private JsonNode run(String type, String project, JsonBody... config) {
    return rest.end(rest.taskOf(type, project, rest.provider(MODELS.baseUrl()), config));
  }

  @ParameterizedTest
  @CsvSource({
    "en, 17-gemma-example-questions__refuse.txt",
    "tr, 09-json-example-of-the-prompt__refuse.txt"
  })
  void storesNoQuestionOfThePromptAndCountsIt(String language, String file) {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> reply(file));

    JsonNode ended =
        run(
            "question-generation",
            project,
            json("questions_per_chunk", 2).with("language", language));

    assertThatTask(ended).isFailed().hasWarnings("echo", 1).hasNote("1 row was refused as an echo");
    assertThat(rest.total(project, "questions")).isZero();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
  }

  @Test
  void takesTheQuestionsBesideAnEcho() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(
        r ->
            Replies.questions(
                List.of(
                    "What makes a question good?", "Where does the mill stand?", "Who owns it?")));

    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 2));

    assertThatTask(ended).isCompleted().hasWarnings("echo", 1);
    assertThat(items(project, "questions").findValuesAsText("question"))
        .containsExactly("Where does the mill stand?", "Who owns it?");
  }

  @Test
  void storesNoAnswerAndNoTurnOfThePrompt() {
    String project = rest.projectWithChunks(1);
    rest.question(project, "Where does the mill stand?");
    MODELS.replyWith(r -> reply("12-answer-prompt-heading__refuse.txt"));
    JsonNode answers = run("answer-generation", project);
    MODELS.replyWith(r -> reply("13-turn-prompt-heading__refuse.txt"));
    JsonNode dialogues = run("multi-turn-generation", project);
    String scene = "The user wants to understand a matter and asks Expert, who knows it well.";
    MODELS.replyWith(r -> Replies.text(scene));
    JsonNode scenes = run("multi-turn-generation", project);

    assertThatTask(scenes).hasWarnings("echo", 1);
    assertThatTask(answers).hasWarnings("echo", 1);
    assertThatTask(dialogues).hasWarnings("echo", 1);
    assertThat(rest.total(project, "datasets")).isZero();
    assertThat(rest.total(project, "conversations")).isZero();
  }

  @Test
  void storesNoReasoningOfThePromptAndMarksOneInAnotherLanguage() {
    String project = rest.projectWithChunks(1);
    rest.question(project, "Where does the mill stand?");
    Predicate<ReceivedRequest> reasoning = r -> r.prompt().contains("You write the reasoning");
    String rule = "Begin with what the question asks for and what has to be known to answer it.";
    MODELS.on(reasoning).times(1).answer(Replies.text(rule));
    MODELS.on(reasoning).answer(Replies.text("Die Mühle steht am Fluss, denn dort ist Wasser da."));
    MODELS.replyWith(r -> Replies.text("By the river."));
    JsonNode ended = run("answer-generation", project, json("cot", "always"));

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(MODELS.traffic().kept().get(2).prompt())
        .endsWith("the answer given above, in English, and nothing else.");
    assertThat(ended.at("/detail/warnings/other_language").asInt()).isEqualTo(1);
    JsonNode entry = items(project, "datasets?warning=other_language").at("/0");
    assertThat(entry.path("cot").asText()).startsWith("Die Mühle");

    MODELS.clearRules();
    MODELS.on(reasoning).answer(Replies.text(rule));
    rest.question(project, "Who built the mill?");
    JsonNode failed = run("answer-generation", project, json("cot", "always"));
    assertThat(failed.at("/detail/warnings/echo").asInt()).as(failed.toString()).isEqualTo(1);
    assertThat(rest.total(project, "datasets")).isEqualTo(1);
  }

  @Test
  void storesNoScoresOfAnExample() {
    String project = rest.projectWithChunks(1);
    String entry = path(project, "datasets");
    rest.post(entry, json("question", "Where is it?").with("answer", "By the river."));
    MODELS.replyWith(r -> reply("16-evaluation-example-copied__refuse.txt"));
    JsonNode scores = run("dataset-evaluation", project);

    assertThatTask(scores).isFailed().hasWarnings("echo", 1);
    assertThat(items(project, "datasets").at("/0/score").isNull()).isTrue();
  }

  @Test
  void storesNoJudgementThatIsThePromptsOwnWords() {
    String project = rest.projectWithChunks(1);
    rest.post(
        path(project, "datasets"), "{\"question\":\"Where is it?\",\"answer\":\"By the river.\"}");
    String judged =
        "{\"question_quality\":4,\"answer_quality\":4,\"overall_consistency\":4,\"evaluation\":\"%s\"}";
    String rule = "A long answer is not a better one. Judge each scale on its own.";
    MODELS.first(1).answer(Replies.text(judged.formatted(rule)));
    String own =
        "The question is clear, worth asking, about one thing, but the answer lacks a place.";
    MODELS.replyWith(r -> Replies.text(judged.formatted(own)));
    run("dataset-evaluation", project);

    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    assertThat(items(project, "datasets").at("/0/ai_evaluation").asText()).isEqualTo(own);
  }

  @Test
  void tellsOfQuestionsThatRepeatThemselves() {
    String project = rest.projectWithChunks(3);
    MODELS.replyWith(
        r -> Replies.questions(List.of("Where is the mill?", "Which is mill " + r.number() + "?")));

    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 2));

    assertThatTask(ended)
        .hasWarnings("repeated_question", 3)
        .hasNote("in 3 chunks")
        .hasNote("Where is the mill?");
    assertThat(rest.total(project, "questions?warning=repeated_question&x")).isEqualTo(3);
    assertThat(items(project, "questions?warnings=exclude")).hasSize(3);
    MODELS.replyWith(r -> Replies.text("By the river, at place " + r.number() + "."));
    JsonNode answered = run("answer-generation", project);
    assertThatTask(answered).hasWarnings("repeated_question", 3);
    assertThat(items(project, "datasets?warnings=exclude")).hasSize(3);
    assertThat(rest.get(path(project, "export")).text().lines()).hasSize(6);
    assertThat(rest.get(path(project, "export?warnings=exclude")).text().lines()).hasSize(3);
    assertThat(rest.get(path(project, "questions?warning=odd")).status()).isEqualTo(400);
  }

  @Test
  void storesAnotherLanguageOnlyWithAMark() {
    String project = rest.projectWithChunks(1);
    rest.question(project, "Where does the mill stand?");
    String german = "Die Mühle steht am Fluss und mahlt das Korn für alle Dörfer in der Gegend.";
    MODELS.first(1).answer(Replies.text(german));
    MODELS.replyWith(r -> Replies.text("It stands by the river."));
    assertThat(run("answer-generation", project).at("/detail/warnings").isEmpty()).isTrue();

    rest.question(project, "Who built the mill?");
    MODELS.replyWith(r -> Replies.text(german));
    MODELS.traffic().reset();
    JsonNode ended = run("answer-generation", project);

    assertThat(MODELS.traffic().requests()).isEqualTo(2);
    assertThatTask(ended)
        .isCompleted()
        .hasWarnings("other_language", 1)
        .hasNote("1 row is in another language");
    JsonNode doubtful = items(project, "datasets?warning=other_language");
    assertThat(doubtful).hasSize(1);
    String entry = path(project, "datasets/" + doubtful.at("/0/id").asText());
    assertThat(rest.patch(entry, json("answer", "A miller.")).json().path("warnings")).isEmpty();
  }

  @Test
  void looksAtTheLanguageOfTheStringsOfAForm() {
    String project = rest.projectWithChunks(1);
    rest.question(project, "Where does the mill stand?");
    JsonBody form =
        json(
            "question_template",
            json("answer_type", "custom_format")
                .with("example", json("answer", "…").with("keywords", List.of("…"))));
    String german =
        "{\"answer\":\"Die Mühle steht am Fluss und mahlt das Korn für alle Dörfer.\",\"keywords\":[]}";
    MODELS.first(1).answer(Replies.text(german));
    MODELS.replyWith(
        r -> Replies.text("{\"answer\":\"It stands by the river.\",\"keywords\":[\"Mühle\"]}"));
    assertThat(run("answer-generation", project, form).at("/detail/warnings").isEmpty()).isTrue();
    assertThat(MODELS.traffic().requests()).isEqualTo(2);

    rest.question(project, "Who built the mill?");
    MODELS.replyWith(r -> Replies.text(german));
    JsonNode ended = run("answer-generation", project, form);

    assertThatTask(ended).isCompleted().hasWarnings("other_language", 1);
    assertThat(items(project, "datasets?warning=other_language")).hasSize(1);
  }

  @Test
  void tellsOfAnswersThatEqualTheirQuestion() {
    String project = rest.projectWithChunks(1);
    rest.question(project, "Where does the mill stand?");
    MODELS.replyWith(r -> Replies.text("Where does the mill stand."));

    JsonNode ended = run("answer-generation", project);

    assertThatTask(ended)
        .hasWarnings("answer_equals_question", 1)
        .hasNote("1 answer equals its question");
  }

  @Test
  void leavesOutChunksThatAreNotWorthAQuestionUnlessTheyAreNamed() {
    String project = rest.project();
    rest.upload(
        path(project, "files"),
        "a.txt",
        TEXT
            + "====\nToo short.\n====\n. . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .");
    rest.end(
        rest.task(
            project,
            aTask("text-processing").config("strategy", "delimiter").config("delimiter", "====")));
    JsonNode left = items(project, "chunks?skipped=true");
    assertThat(left.findValuesAsText("skip_reason")).containsExactly("too short", "noise");
    MODELS.replyWith(r -> Replies.questions(1, r));
    JsonNode ended = run("question-generation", project, json("questions_per_chunk", 1));
    assertThatTask(ended).hasTotal(1).says("/detail/skipped_chunks/noise", 1);
    assertThatTask(run("question-generation", project)).hasNote("too short: 1");

    String chunk = left.at("/0/id").asText();
    TaskBody task =
        aTask("question-generation")
            .input("chunk_ids", chunk)
            .provider(rest.provider(MODELS.baseUrl()));
    assertThatTask(rest.end(rest.task(project, task))).hasDone(1);
    JsonNode edited =
        rest.patch(path(project, "chunks/" + chunk), json("content", TEXT.strip())).json();
    assertThat(edited.path("skip_reason").isNull()).isTrue();
  }

  @Test
  void passesOverQuestionsOfSmallModelsThatNameNothing() {
    String project = rest.projectWithChunks(1);
    MODELS.first(1).answer(Replies.questions(List.of("What is this?", "How does it work?")));
    MODELS.replyWith(
        r -> Replies.questions(List.of("What is it?", "What exactly does", "Where is the mill?")));
    String provider = rest.provider(MODELS.baseUrl(), json("prompts", "compact"));

    JsonNode ended = rest.end(rest.taskOf("question-generation", project, provider));

    assertThatTask(ended).isCompleted().hasCalls(2);
    assertThat(items(project, "questions").findValuesAsText("question"))
        .containsExactly("Where is the mill?");
  }

  @Test
  void putsTheSourceFirstInTheCompactPrompts() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(r -> Replies.questions(1, r));
    String provider = rest.provider(MODELS.baseUrl(), json("prompts", "compact"));
    rest.end(rest.taskOf("question-generation", project, provider));

    String prompt = MODELS.traffic().kept().get(0).prompt();
    assertThat(prompt).startsWith("<source>").contains("The mill number 1");
    assertThat(prompt.substring(prompt.indexOf("</source>")).lines()).hasSize(5);
    assertThat(rest.get("/api/providers/" + provider).text("/prompts")).isEqualTo("compact");

    assertThat(MODELS.traffic().kept().get(0).body().toString()).contains("(What|Who|");

    MODELS.traffic().reset();
    MODELS.replyWith(r -> Replies.text("{\"answer\":\"By the river.\"}"));
    rest.end(
        rest.taskOf(
            "answer-generation",
            project,
            provider,
            json(
                "question_template",
                json("answer_type", "custom_format")
                    .with("example", json("answer", "In the cellar.")))));
    assertThat(MODELS.traffic().kept().get(0).prompt())
        .contains("\"answer\" : \"…\"")
        .doesNotContain("cellar");

    MODELS.traffic().reset();
    MODELS.replyWith(r -> Replies.questions(1, r));
    String other = rest.projectWithChunks(1);
    rest.end(rest.taskOf("question-generation", other, provider, json("prompts", "full")));
    assertThat(MODELS.traffic().kept().get(0).prompt()).doesNotStartWith("<source>");
    assertThat(
            rest.post(path(other, "tasks"), aTask("question-generation").config("prompts", "short"))
                .text("/errors/0/field"))
        .isEqualTo("config.prompts");
  }
}
