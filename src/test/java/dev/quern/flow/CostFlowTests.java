package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls cost, what is known of it, and the limits in tokens and money. */
class CostFlowTests extends FlowTest {

  private static final JsonBody PRICES = json("price_input", 1000).with("price_output", 2000);

  @BeforeEach
  void answer() {
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).withUsage(100, 50));
  }

  private String task(String project, String provider, JsonBody... more) {
    TaskBody task = aTask("question-generation").provider(provider).config("parallelism", 8);
    for (JsonBody fields : more) {
      task = task.with(fields);
    }
    return rest.task(project, task);
  }

  @Test
  void countsCallsTokensAndCostOfATaskAProjectAndAProvider() {
    MODELS.first(1).answer(Faults.broken());
    MODELS.first(1).answer(Replies.text("{").withUsage(100, 50));
    String project = rest.projectWithChunks(5);
    String provider = rest.provider(MODELS.baseUrl(), PRICES);

    JsonNode usage = rest.end(task(project, provider)).path("usage");

    // five replies, one that could not be read, one error; 0.1 + 0.1 for each with tokens
    assertThat(usage.path("calls").asInt()).isEqualTo(7);
    assertThat(usage.path("input_tokens").asInt()).isEqualTo(600);
    assertThat(usage.path("cost").asDouble()).isCloseTo(1.2, within(1e-9));
    for (String filter : List.of("project_id=" + project, "provider_id=" + provider)) {
      JsonNode sum = rest.get("/api/usage?" + filter).json();
      assertThat(sum.path("calls").asInt()).isEqualTo(7);
      assertThat(sum.path("output_tokens").asInt()).isEqualTo(300);
      assertThat(sum.path("cost").asDouble()).isCloseTo(1.2, within(1e-9));
      assertThat(sum.at("/failed_calls/server-error").asInt()).isEqualTo(1);
      assertThat(sum.at("/failed_calls/unreadable").asInt()).isEqualTo(1);
    }
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  @Test
  void keepsARowOfEachCallAndTheSumsWhenThoseAreTrimmed() {
    String project = rest.projectWithChunks(3);
    String task = task(project, rest.provider(MODELS.baseUrl(), PRICES));
    rest.end(task);

    List<String> classes =
        jdbc.sql("select class from llm_call where task_id = :id and item_seq is not null")
            .param("id", task)
            .query(String.class)
            .list();
    assertThat(classes).containsExactly("ok", "ok", "ok");
    jdbc.sql("update llm_call set at = now() - interval '31 days' where task_id = :id")
        .param("id", task)
        .update();
    housekeeping("trim-calls");

    assertThat(
            jdbc.sql("select count(*) from llm_call where task_id = :id")
                .param("id", task)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(rest.get("/api/usage?project_id=" + project).json().path("calls").asInt())
        .isEqualTo(3);
  }

  @Test
  void countsACallThatACancelCutOff() {
    MODELS.replyWith(r -> Faults.silence());
    String project = rest.projectWithChunks(3);
    String task = task(project, rest.provider(MODELS.baseUrl()));
    Await.until("three hang", () -> MODELS.traffic().inFlight() == 3);

    rest.post("/api/tasks/" + task + "/cancel");

    assertThatTask(rest.end(task)).hasCalls(3);
    JsonNode sum = rest.get("/api/usage?project_id=" + project).json();
    assertThat(sum.at("/failed_calls/stopped").asInt()).isEqualTo(3);
  }

  @Test
  void countsACallThatACancelCutOffAfterAPause() {
    MODELS.replyWith(r -> Faults.silence());
    String project = rest.projectWithChunks(3);
    String task = task(project, rest.provider(MODELS.baseUrl()));
    Await.until("three hang", () -> MODELS.traffic().inFlight() == 3);

    rest.post("/api/tasks/" + task + "/pause");
    rest.post("/api/tasks/" + task + "/cancel");

    rest.await(task, "its calls are counted", t -> t.at("/usage/calls").asInt() == 3);
    assertThatTask(rest.get("/api/tasks/" + task).json()).isInterrupted();
  }

  @Test
  void neverUsesMoreTokensThanATaskMay() {
    MODELS.replyWith(
        r -> Replies.questions(List.of("A?")).withUsage(200, 50).after(Duration.ofMillis(20)));
    String project = rest.projectWithChunks(60);
    String provider = rest.provider(MODELS.baseUrl(), json("max_tokens", 300));
    String task = task(project, provider, json("max_tokens_total", 5000));

    JsonNode ended = rest.end(task);

    assertThatTask(ended).isInterrupted().hasNote("max_tokens_total", "5000");
    assertThat(250 * MODELS.traffic().requests()).isBetween(2500, 5000);
    assertThatTask(ended)
        .hasCalls(MODELS.traffic().requests())
        .hasDone(MODELS.traffic().requests())
        .hasFailures(0);
  }

  @Test
  void neverUsesMoreTokensThanATaskMayWhereTheServerDoesNotCount() {
    MODELS.replyWith(r -> Replies.questions(List.of("A?".repeat(200))).withoutUsage());
    String project = rest.projectWithChunks(60);
    String provider = rest.provider(MODELS.baseUrl(), json("max_tokens", 300));

    JsonNode ended = rest.end(task(project, provider, json("max_tokens_total", 9000)));

    assertThatTask(ended).isInterrupted().hasNote("max_tokens_total", "9000");
    assertThat(MODELS.traffic().requests()).isBetween(5, 59);
    assertThat(ended.at("/usage/output_tokens").asInt())
        .isGreaterThanOrEqualTo(100 * MODELS.traffic().requests());
  }

  @Test
  void keepsThePricesThatAnOpenTaskIsLimitedBy() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(List.of("A?")).withUsage(100, 50).heldUntil(gate));
    String project = rest.projectWithChunks(80);
    String provider = rest.provider(MODELS.baseUrl(), PRICES.with("max_tokens", 100));
    String task = task(project, provider, json("max_cost", 500));
    Await.until("eight are in flight", () -> MODELS.traffic().inFlight() == 8);

    Reply refused =
        rest.put(
            "/api/providers/" + provider,
            json("provider", "openai").with("base_url", MODELS.baseUrl()).with("model", "other"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(task, "price_input");

    // as when they have gone from application.yaml
    jdbc.sql("update llm_provider set price_input = null, price_output = null where id = ?")
        .param(provider)
        .update();
    MODELS.replyWith( // a provider is known for a second
        r -> Replies.questions(List.of("A?")).withUsage(100, 50).after(Duration.ofMillis(500)));
    gate.complete(null);
    JsonNode ended = rest.end(task);
    assertThatTask(ended).isInterrupted().hasNote("price_input");
  }

  @Test
  void neverCostsMoreThanATaskMay() {
    String project = rest.projectWithChunks(60);
    String provider = rest.provider(MODELS.baseUrl(), PRICES.with("max_tokens", 100));

    JsonNode ended = rest.end(task(project, provider, json("max_cost", 5)));

    assertThatTask(ended).isInterrupted().hasNote("max_cost");
    assertThat(0.2 * MODELS.traffic().requests()).isBetween(2.0, 5.0);
  }

  @Test
  void refusesALimitInMoneyWithoutPrices() {
    String project = rest.project();
    String provider = rest.provider(MODELS.baseUrl());
    TaskBody body = aTask("question-generation").with("max_cost", 5).provider(provider);
    for (String path : List.of("/tasks", "/tasks/estimate")) {
      Reply reply = rest.post("/api/projects/" + project + path, body);
      assertThat(reply.status()).as(reply.text()).isEqualTo(422);
      assertThat(reply.text("/errors/0/field")).isEqualTo("max_cost");
      assertThat(reply.text("/detail")).contains(provider, "price_input");
    }
  }

  @Test
  void buysNoReplyTwiceWhereATaskWantsThat() {
    String project = rest.projectWithChunks(6);
    String provider = rest.provider(MODELS.baseUrl(), PRICES);
    MODELS.first(1).answer(Replies.text("{"));
    rest.end(task(project, provider, json("cache", true)));
    assertThat(MODELS.traffic().requests()).isEqualTo(7);
    JsonBody input = json("input", json("file_ids", List.of(fileOf(project))));

    JsonNode usage = rest.end(task(project, provider, input.with("cache", true))).path("usage");

    // the one that could not be read at first is asked for again
    assertThat(MODELS.traffic().requests()).isEqualTo(8);
    assertThat(usage.path("saved_calls").asInt()).isEqualTo(5);
    assertThat(usage.path("calls").asInt()).isEqualTo(1);
    assertThat(rest.get("/api/usage?project_id=" + project).json().path("saved_calls").asInt())
        .isEqualTo(5);
    rest.end(task(project, provider, input));
    assertThat(MODELS.traffic().requests()).isEqualTo(14);
  }

  private String fileOf(String project) {
    return rest.get("/api/projects/" + project + "/files").text("/items/0/id");
  }

  @Test
  void estimatesFromTheItemsAndFromPastCallsAndRunsNothing() {
    String project = rest.projectWithChunks(20);
    String provider = rest.provider(MODELS.baseUrl(), PRICES.with("requests_per_minute", 60));
    TaskBody body = aTask("question-generation").provider(provider);

    JsonNode first = rest.post("/api/projects/" + project + "/tasks/estimate", body).json();

    assertThat(first.path("calls").asInt()).isEqualTo(20);
    assertThat(first.path("input_tokens").asInt()).isGreaterThan(20 * 50);
    assertThat(first.path("output_tokens").asInt()).isEqualTo(20 * 300);
    assertThat(first.path("seconds").asDouble()).isGreaterThanOrEqualTo(20);
    assertThat(MODELS.traffic().requests()).isZero();
    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("total").asInt())
        .isEqualTo(1); // the one that split the text

    String other = rest.projectWithChunks(2);
    rest.end(task(other, provider));
    JsonNode then = rest.post("/api/projects/" + project + "/tasks/estimate", body).json();
    assertThat(then.path("output_tokens").asInt()).isEqualTo(20 * 50);
    double cost = then.path("input_tokens").asInt() / 1000.0 + 20 * 50 * 2 / 1000.0;
    assertThat(then.path("cost").asDouble()).isCloseTo(cost, within(0.01));
  }

  @Test
  void estimatesAllTheCallsThatAnItemTakes() {
    String project = rest.projectWithChunks(4);
    String base = "/api/projects/" + project;
    JsonBody pair = json("file_id", fileOf(project)).with("genre", "Manual");
    for (String audience : List.of("Millers", "Children", "Nobody")) {
      rest.post(
          base + "/ga-pairs",
          pair.with("audience", audience).with("active", !audience.equals("Nobody")));
    }

    assertThat(estimate(base, "question-generation", "label", "x").path("calls").asInt())
        .isEqualTo(8);
    rest.question(project, "Where is it?");
    assertThat(estimate(base, "answer-generation", "cot", "always").path("calls").asInt())
        .isEqualTo(2);
    JsonNode two = estimate(base, "multi-turn-generation", "max_turns", 2);
    JsonNode seven = estimate(base, "multi-turn-generation", "max_turns", 7);
    assertThat(two.path("calls").asInt()).isEqualTo(1);
    assertThat(seven.path("calls").asInt()).isEqualTo(5);
    assertThat(seven.path("input_tokens").asInt())
        .isGreaterThan(5 * two.path("input_tokens").asInt());
  }

  private JsonNode estimate(String base, String type, String field, Object value) {
    TaskBody body = aTask(type).provider(rest.provider(MODELS.baseUrl())).config(field, value);
    return rest.post(base + "/tasks/estimate", body).json();
  }

  @Test
  void estimatesThePromptThatWillBeSent() {
    String project = rest.projectWithChunks(20);
    String provider = rest.provider(MODELS.baseUrl(), PRICES);
    String body =
        "{\"task_type\":\"question-generation\",\"config\":{\"provider_id\":\"%s\",\"prompts\":\"%s\"}}";
    String path = "/api/projects/" + project + "/tasks/estimate";

    int full =
        rest.post(path, body.formatted(provider, "full")).json().path("input_tokens").asInt();
    int compact =
        rest.post(path, body.formatted(provider, "compact")).json().path("input_tokens").asInt();
    assertThat(compact).isPositive().isLessThan(full / 2);

    rest.post(
        "/api/projects/" + project + "/prompts",
        "{\"name\":\"question-generation\",\"language\":\"en\",\"text\":\"{text} Ask.\"}");
    int own = rest.post(path, body.formatted(provider, "full")).json().path("input_tokens").asInt();
    assertThat(own).isPositive().isLessThan(compact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_type\": \"nothing\"} | 400 | task_type",
        "{\"task_typ\": 1} | 400 | task_typ",
        "{\"task_type\": \"question-generation\", \"config\": {\"parallelism\": 0}} | 400 | config.parallelism",
        "{\"task_type\": \"question-generation\", \"input\": {\"chunk_ids\": [\"x\"]}} | 422 | input.chunk_ids",
        "{\"task_type\": \"text-processing\", \"depends_on\": [\"x\"]} | 422 | depends_on",
      })
  void checksWhatIsEstimatedLikeATask(String body, int status, String field) {
    Reply reply = rest.post("/api/projects/" + rest.project() + "/tasks/estimate", body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void keepsWhyAnItemFailedAndWhatTheModelSaid() {
    MODELS.replyWith(r -> Replies.text("No questions come to mind.").withUsage(10, 5));
    String task = task(rest.projectWithChunks(1), rest.provider(MODELS.baseUrl()));
    rest.end(task);

    JsonNode item = rest.get("/api/tasks/" + task + "/items?state=failed").json().at("/items/0");

    assertThat(item.path("error_class").asText()).isEqualTo("unreadable");
    assertThat(item.path("error").asText()).isNotBlank();
    assertThatTask(item).says("/attempts", 1);
    assertThat(item.path("finish_reason").asText()).isEqualTo("stop");
    assertThat(item.path("raw_reply").asText()).contains("No questions");
    assertThat(MODELS.traffic().requests()).isEqualTo(2);
  }
}
