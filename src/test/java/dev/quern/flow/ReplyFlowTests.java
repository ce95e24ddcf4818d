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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are cut off, loop or lack the form, from the wire to the rows and the ledger. */
class ReplyFlowTests extends FlowTest {

  private static final String LOOP = "What is it that turns the stone of the mill, ";

  private JsonNode ask(String project, String provider, JsonBody... config) {
    return rest.end(rest.taskOf("question-generation", project, provider, config));
  }

  private JsonNode answer(String provider) {
    return rest.end(
        rest.taskOf("answer-generation", rest.projectWithQuestions("Where is it?"), provider));
  }

  private JsonNode item(JsonNode task) {
    return rest.get("/api/tasks/" + task.path("id").asText() + "/items").json().at("/items/0");
  }

  private List<ReceivedRequest> requests() {
    return MODELS.traffic().kept();
  }

  @Test
  void takesTheWholeQuestionsOfAListThatWasCutOff() {
    String project = rest.projectWithChunks(1);
    MODELS.replyWith(
        r -> Replies.text("{\"questions\": [\"Where is it?\", \"Why is").finishing("length"));

    JsonNode ended = ask(project, rest.provider(MODELS.baseUrl(), json("max_tokens", 300)));

    assertThatTask(ended).isCompleted();
    assertThat(
            rest.get("/api/projects/" + project + "/questions").json().findValuesAsText("question"))
        .containsExactly("Where is it?");
    assertThat(requests()).hasSize(1);
  }

  /** Case, white space and the end's punctuation alone make no other question; a power does. */
  @Test
  void storesAQuestionOfAReplyOnceAndThoseThatDifferInASignEach() {
    MODELS.replyWith(
        r -> Replies.questions(List.of("What is 2\u2075?", "What is 25?", "what  is 25 ?")));
    String project = rest.projectWithChunks(1);

    rest.end(rest.taskOf("question-generation", project, rest.provider(MODELS.baseUrl())));

    assertThat(
            rest.get("/api/projects/" + project + "/questions")
                .json()
                .path("items")
                .findValuesAsText("question"))
        .containsExactly("What is 2\u2075?", "What is 25?");
  }

  /** Such as a model server sends that parts its tokens in the middle of a character. */
  @Test
  void storesNoHalfOfASurrogatePair() {
    MODELS.replyWith(
        r ->
            Replies.escaped("It grinds \\ud83d corn \\udc00 and \\ud83c\\udf3e, all \\u0000 day."));

    String project = rest.projectWithQuestions("Where is it?");
    JsonNode ended =
        rest.end(rest.taskOf("answer-generation", project, rest.provider(MODELS.baseUrl())));

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(rest.get("/api/projects/" + project + "/datasets").text("/items/0/answer"))
        .isEqualTo("It grinds \uFFFD corn \uFFFD and \uD83C\uDF3E, all  day.");
  }

  @Test
  void storesNoHalfOfASurrogatePairInAJudgement() {
    String project = rest.project();
    rest.post(
        "/api/projects/" + project + "/datasets",
        "{\"question\":\"Where is it?\",\"answer\":\"It stands by the river.\"}");
    MODELS.replyWith(
        r ->
            Replies.escaped(
                "{\\\"score\\\": 4, \\\"evaluation\\\": \\\"It \\\\ud83d is \\\\u0000 good.\\\"}"));

    JsonNode ended =
        rest.end(rest.taskOf("dataset-evaluation", project, rest.provider(MODELS.baseUrl())));

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(rest.get("/api/projects/" + project + "/datasets").text("/items/0/ai_evaluation"))
        .isEqualTo("It \uFFFD is  good.");
  }

  @Test
  void givesAnAnswerThatWasCutOffTwiceTheRoomAndNoMore() {
    MODELS.replyWith(r -> Replies.text("It stands by").finishing("length").withUsage(9, 300));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl(), json("max_tokens", 300)));

    assertThat(requests()).extracting(ReceivedRequest::maxTokens).containsExactly(300, 600);
    assertThat(requests().get(1).messages()).isEqualTo(requests().get(0).messages());
    JsonNode item = item(ended);
    assertThat(item.path("error_class").asText()).isEqualTo("cut-off");
    assertThat(item.path("raw_replies")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"openai, insufficient_system_resource", "gemini, MALFORMED_RESPONSE"})
  void storesNoReplyThatTheServerBrokeOff(String kind, String reason) {
    MODELS.replyWith(r -> Replies.text("It stands by").finishing(reason).withUsage(9, 3));
    JsonBody provider = json("provider", kind).with("base_url", MODELS.baseUrl(kind));
    String project = rest.projectWithQuestions("Where is it?");

    JsonNode ended =
        rest.end(
            rest.taskOf(
                "answer-generation",
                project,
                rest.provider(MODELS.baseUrl(kind), provider),
                json("max_attempts", 2)));

    assertThat(item(ended).path("error").asText()).endsWith("broke off its reply before the end.");
    assertThat(item(ended).path("error_class").asText()).isEqualTo("server-error");
    assertThat(item(ended).path("raw_reply").asText()).isEqualTo("It stands by");
    assertThat(rest.total(project, "datasets")).isZero();
    assertThatTask(ended).hasCalls(2).says("/usage/output_tokens", 6);
  }

  /** Such as of a page in UTF-16, or one that was compressed unasked. */
  @ParameterizedTest
  @CsvSource({"500, server-error", "404, "})
  void aMessageWithNulsFailsItsItemOrItsTaskAndNothingElse(int status, String errorClass) {
    MODELS.replyWith(r -> Faults.raw(status, "text/html", "N\0o\0t\0 \0f\0o\0u\0n\0d\0"));
    String project = rest.projectWithQuestions("Where is it?");

    JsonNode ended =
        rest.end(
            rest.taskOf(
                "answer-generation",
                project,
                rest.provider(MODELS.baseUrl()),
                json("max_attempts", 1)));

    assertThatTask(ended).isFailed().hasNote(status + ": N o t f o u n d");
    if (errorClass != null) {
      assertThat(item(ended).path("error_class").asText()).isEqualTo(errorClass);
      assertThat(ended.at("/detail/last_error").asText()).contains("N o t f o u n d");
    }
  }

  @Test
  void countsHalfAUsageAsWhatItIs() {
    MODELS.replyWith(
        r ->
            Faults.raw(
                200,
                "application/json",
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"By the"
                    + " river.\"}}],\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":5}}"));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl()));

    assertThatTask(ended).isCompleted().says("/usage/output_tokens", 5);
    assertThat(ended.at("/usage/input_tokens").asInt()).isPositive();
  }

  @Test
  void asksForNoMoreRoomThanAServerHas() {
    MODELS.replyWith(r -> Replies.text("It stands by").finishing("length").withUsage(9, 77));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl()));

    assertThat(requests()).hasSize(1);
    assertThat(item(ended).path("error").asText())
        .contains("ends replies at 77 tokens: is its context full?");
  }

  @Test
  void endsAnItemWhoseReplyGoesRoundInACircle() {
    MODELS.replyWith(r -> Replies.text(LOOP.repeat(30)).finishing("length"));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl(), json("max_tokens", 300)));

    assertThat(requests()).hasSize(1);
    assertThat(item(ended).path("error_class").asText()).isEqualTo("repetition");
    assertThat(item(ended).path("error").asText())
        .contains("again and again", "the stone of the mill");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer-generation", "multi-turn-generation"})
  void storesNothingThatGoesRoundInACircleAndEndsByItself(String type) {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS.replyWith(r -> Replies.text("The pump is safe. ".repeat(40)));

    JsonNode ended = rest.end(rest.taskOf(type, project, rest.provider(MODELS.baseUrl())));

    assertThatTask(ended).isFailed();
    assertThat(requests()).hasSize(2);
    assertThat(item(ended).path("error_class").asText()).isEqualTo("repetition");
    assertThat(item(ended).path("error").asText()).contains("again and again", "pump");
  }

  @Test
  void storesACodeThatRepeatsItsLines() {
    String code = "```\n" + "put(out, 0x0000, 0x0000);\n".repeat(12) + "```";
    MODELS.replyWith(r -> Replies.text(code));

    assertThatTask(answer(rest.provider(MODELS.baseUrl()))).isCompleted();
  }

  @ParameterizedTest
  @CsvSource({
    "en, as a JSON array of strings",
    "zh-CN, 只输出由字符串组成的 JSON 数组",
    "tr, Yalnızca metinlerden oluşan bir JSON dizisi ver"
  })
  void asksAgainInTheTasksLanguageForTheFormAlone(String language, String form) {
    String project = rest.projectWithChunks(1);
    MODELS.first(1).answer(Replies.text("1.7.0"));
    MODELS.replyWith(r -> Replies.text("[\"Where is it?\"]"));
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("language", language)
                .provider(rest.provider(MODELS.baseUrl())));

    assertThatTask(rest.end(task)).isCompleted();

    List<ReceivedRequest.Message> messages = requests().get(1).messages();
    assertThat(messages).hasSize(3);
    assertThat(messages.get(2).content())
        .contains(form)
        .doesNotContain("Expected", "1.7.0", "The reply was")
        .hasSizeLessThan(250);
  }

  @Test
  void doesNotShowALoopToTheModelAgain() {
    String project = rest.projectWithChunks(1);
    MODELS.first(1).answer(Replies.text("The mill is old. ".repeat(30)));
    MODELS.replyWith(r -> Replies.text("[\"Where is it?\"]"));

    ask(project, rest.provider(MODELS.baseUrl()));

    assertThat(requests().get(1).messages()).hasSize(1);
    assertThat(requests().get(1).prompt())
        .contains("each ending in a question mark, and nothing else");
    assertThat(requests().get(1).prompt()).doesNotContain("The mill is old. The mill is old.");
  }

  @Test
  void showsAllThatWasSaidInTheLastAttempt() {
    String project = rest.projectWithChunks(1);
    MODELS.first(1).answer(Replies.text("Jetty"));
    MODELS.replyWith(r -> Replies.text("{\"questions\": [\"1.7.0\"]}"));

    JsonNode item = item(ask(project, rest.provider(MODELS.baseUrl())));

    assertThat(item.path("raw_reply").asText()).isEqualTo("{\"questions\": [\"1.7.0\"]}");
    assertThat(item.path("raw_replies").get(0).asText()).isEqualTo("Jetty");
    assertThat(item.path("raw_replies").get(1)).isEqualTo(item.path("raw_reply"));
  }

  @Test
  void holdsLabelsScoresAndQuestionsToSchemas() {
    // By another name than in other tests: what a server refuses there is remembered for its URL.
    String url = MODELS.baseUrl().replace("127.0.0.1", "localhost");
    MODELS.replyWith(r -> Replies.text("{\"answer\": \"Sea\"}"));
    String project = rest.projectWithQuestions("Where is it?");
    rest.end(
        rest.taskOf(
            "answer-generation",
            project,
            rest.provider(url),
            json(
                "question_template",
                json("answer_type", "label").with("labels", List.of("River", "Sea")))));
    assertThat(schema().at("/properties/answer/enum")).hasToString("[\"River\",\"Sea\"]");
    assertThat(rest.get("/api/projects/" + project + "/datasets").text("/items/0/answer"))
        .isEqualTo("Sea");

    rest.end(rest.taskOf("dataset-evaluation", project, rest.provider(url)));
    assertThat(schema().at("/properties/answer_quality/enum"))
        .hasToString("[0,0.5,1,1.5,2,2.5,3,3.5,4,4.5,5]");

    ask(rest.projectWithChunks(1), rest.provider(url), json("questions_per_chunk", 4));
    JsonNode questions = schema().at("/properties/questions");
    assertThat(questions.path("minItems").asInt()).isEqualTo(4);
    assertThat(questions.path("maxItems").asInt()).isEqualTo(4);
    assertThat(questions.at("/items/maxLength").asInt()).isEqualTo(500);
  }

  @Test
  void holdsCustomFormatsPairsAndNextQuestionsToSchemas() {
    String url = MODELS.baseUrl().replace("127.0.0.1", "localhost");
    MODELS.replyWith(r -> Replies.text("{\"place\": \"By the river.\"}"));
    String project = rest.projectWithQuestions("Where is it?");
    rest.end(
        rest.taskOf(
            "answer-generation",
            project,
            rest.provider(url),
            json(
                "question_template",
                json("answer_type", "custom_format").with("example", json("place", "x")))));
    assertThat(schema().at("/properties/place/type").asText()).isEqualTo("string");
    assertThat(schema().path("required")).hasToString("[\"place\"]");

    MODELS.replyWith(r -> Replies.text("[{\"genre\": \"a manual\", \"audience\": \"millers\"}]"));
    String file = rest.get("/api/projects/" + project + "/files").text("/items/0/id");
    rest.post(
        "/api/projects/" + project + "/files/" + file + "/ga-pairs/generate",
        json("provider_id", rest.provider(url)));
    assertThat(schema().at("/properties/pairs/maxItems").asInt()).isEqualTo(5);

    MODELS.replyWith(r -> Replies.text("{\"question\": \"Who owns it, " + r.number() + "?\"}"));
    rest.end(
        rest.taskOf("multi-turn-generation", project, rest.provider(url), json("max_turns", 4)));
    List<ReceivedRequest> turns = requests().subList(requests().size() - 3, requests().size());
    assertThat(turns.get(0).body().has("response_format")).isFalse();
    assertThat(
            turns
                .get(1)
                .body()
                .at("/response_format/json_schema/schema/properties/question/pattern")
                .asText())
        .contains("END");
  }

  private JsonNode schema() {
    List<ReceivedRequest> kept = requests();
    return kept.get(kept.size() - 1).body().at("/response_format/json_schema/schema");
  }

  @Test
  void cutsAStreamThatGoesRoundInACircle() {
    MODELS.replyWith(
        r -> Replies.text(LOOP.repeat(300)).tokenEvery(java.time.Duration.ofMillis(1)));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl(), json("stream", true)));

    assertThat(item(ended).path("error_class").asText()).isEqualTo("repetition");
    assertThat(MODELS.traffic().aborted()).isEqualTo(1);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void cutsAStreamThatRepeatsThePrompt() {
    String rule = "Keep numbers, names, dates, units, code and quotations exactly as they are. ";
    String more =
        IntStream.range(0, 3000).mapToObj(i -> "Mill " + i).collect(Collectors.joining(", "));
    MODELS.first(1).answer(Replies.text(rule + more).tokenEvery(java.time.Duration.ofMillis(1)));
    MODELS.replyWith(r -> Replies.text("It stands by the river."));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl(), json("stream", true)));

    assertThatTask(ended).isCompleted().hasCalls(2);
    assertThat(MODELS.traffic().aborted()).isEqualTo(1);
  }

  /** Some chat templates write the opening tag themselves: what comes may be reasoning. */
  @Test
  void readsAStreamToItsEndWhoseReasoningSpeaksOfTheRules() {
    String thought =
        "First I look at what is asked here, and at what the source says about it in its lines. "
            + "I must keep numbers, names, dates, units, code and quotations exactly as they are. "
            + "The first line names a bridge, the second one a wood and the owner of both, and only "
            + "the third has the place, which it gives by the water and not by the road. That may "
            + "be said in one short line, for nobody asked when it was built or who paid for it. ";
    MODELS.replyWith(
        r ->
            Replies.text(
                thought
                    + "The river it is. ".repeat(3)
                    + "So it goes, from the bridge"
                    + " to the wood and from the wood to the lake, where another mill stands, which is"
                    + " much younger.\n</think>\n\nIt stands by the river."));

    JsonNode ended = answer(rest.provider(MODELS.baseUrl(), json("stream", true)));

    assertThatTask(ended).isCompleted().hasCalls(1);
    assertThat(MODELS.traffic().aborted()).isZero();
  }

  @Test
  void storesTheAnswerWithoutTheQuestionAndWhatItIsWrappedIn() {
    String project = rest.projectWithQuestions("Where is it?");
    MODELS.replyWith(
        r ->
            Replies.text(
                "<think>Hm.</think>Question: Where is it?\n\n"
                    + "Answer: {\"answer\": \"It stands by the river.\"}"));

    rest.end(rest.taskOf("answer-generation", project, rest.provider(MODELS.baseUrl())));

    assertThat(
            rest.get("/api/projects/" + project + "/datasets")
                .json()
                .at("/items/0/answer")
                .asText())
        .isEqualTo("It stands by the river.");
  }

  @Test
  void cutsAStreamThatHasAllItsQuestionsAndGoesOn() {
    String many =
        IntStream.range(0, 500)
            .mapToObj(i -> "\"Where is mill number " + i + "?\"")
            .collect(Collectors.joining(", ", "[", "]"));
    MODELS.replyWith(r -> Replies.text(many).tokenEvery(java.time.Duration.ofMillis(1)));
    String project = rest.projectWithChunks(1);

    JsonNode ended =
        ask(
            project,
            rest.provider(MODELS.baseUrl(), json("stream", true)),
            json("questions_per_chunk", 2));

    assertThat(rest.total(project, "questions")).isEqualTo(2);
    assertThat(MODELS.traffic().aborted()).isEqualTo(1);
    assertThat(ended.at("/usage/output_tokens").asInt()).isBetween(10, 200);
    assertThat(ended.at("/usage/input_tokens").asInt()).isPositive();
  }
}
