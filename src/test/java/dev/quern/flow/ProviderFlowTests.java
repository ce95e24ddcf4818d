package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ProviderBody;
import dev.quern.testing.Replies;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers of each kind through the front door, and what becomes of tasks when they change. */
class ProviderFlowTests extends FlowTest {

  @ParameterizedTest
  @CsvSource({
    "openai, false", "openai, true", "ollama, false", "ollama, true",
    "gemini, false", "gemini, true", "anthropic, false", "anthropic, true",
  })
  void asksQuestionsWithEachKind(String kind, boolean stream) {
    String project = rest.projectWithChunks(4);
    MODELS.replyWith(r -> Replies.questions(2, r).withReasoning("hm").withUsage(11, 5));
    MODELS.first(1).answer(Faults.rateLimited().retryAfter(0));
    MODELS.first(1).answer(Faults.overloaded());

    String task = rest.taskOf("question-generation", project, provider(kind, stream));
    JsonNode ended = rest.end(task);

    assertThatTask(ended).isCompleted();
    assertThat(rest.total(project, "questions")).isEqualTo(8);
    assertThatTask(ended).says("/usage/input_tokens", 44);
    assertThat(ended.at("/model_info/provider").asText()).isEqualTo(kind);
    assertThat(MODELS.traffic().requests()).isEqualTo(6);
    assertThat(MODELS.traffic().kept()).allMatch(request -> request.stream() == stream);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void keepsTheThoughtsOfEachKindOutOfTheAnswer(String kind) {
    String project = rest.projectWithQuestions("Where?");
    MODELS.replyWith(r -> Replies.text("It stands by the river.").withReasoning("The text says."));

    rest.end(rest.taskOf("answer-generation", project, provider(kind, true)));

    JsonNode entry = rest.get("/api/projects/" + project + "/datasets").json().at("/items/0");
    assertThat(entry.path("answer").asText()).isEqualTo("It stands by the river.");
    assertThat(entry.path("cot").asText()).isEqualTo("The text says.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void testsAndListsWithEachKind(String kind) {
    MODELS.replyWith(r -> Replies.text("ready")).models("m-2", "m-1");
    String id = provider(kind, false);

    Reply tested = rest.post("/api/providers/" + id + "/test");
    Reply listed = rest.get("/api/providers/" + id + "/models?limit=1&offset=1");

    assertThat(tested.json().path("ok").asBoolean()).as(tested.text()).isTrue();
    assertThat(tested.text("/model")).isEqualTo("stand-in");
    assertThat(listed.text("/items/0/id")).isEqualTo("m-2");
    assertThat(listed.text("/total")).isEqualTo("2");
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
  }

  @Test
  void saysWhyModelsCannotBeListed() {
    Reply offline = rest.get("/api/providers/default/models");
    Reply dead = rest.get("/api/providers/" + rest.provider("http://127.0.0.1:1/v1") + "/models");

    assertThat(offline.text("/items/0/id")).isEqualTo("extractive");
    assertThat(dead.status()).isEqualTo(502);
    assertThat(dead.contentType()).startsWith("application/problem+json");
    assertThat(dead.text("/detail")).contains("nothing takes connections at http://127.0.0.1:1/v1");
    assertThat(rest.get("/api/providers/nobody/models").status()).isEqualTo(404);
  }

  @Test
  void nextCallUsesWhatWasChanged() {
    String project = rest.projectWithChunks(6);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(1, r));
    MODELS.first(2).answer(r -> Replies.questions(1, r).heldUntil(gate));
    String provider = rest.provider(MODELS.baseUrl());
    String task = rest.taskOf("question-generation", project, provider, json("parallelism", 2));
    Await.until("two calls are under way", () -> MODELS.traffic().inFlight() == 2);

    put(provider, "gemini", MODELS.baseUrl("gemini"), json("model", "second").with("stream", true));
    gate.complete(null);
    JsonNode ended = rest.end(task);

    assertThatTask(ended).hasDone(6);
    assertThat(MODELS.traffic().kept().stream().map(r -> r.model()).toList())
        .containsExactly("stand-in", "stand-in", "second", "second", "second", "second");
  }

  @Test
  void aProviderInUseIsNotDeleted() {
    String project = rest.projectWithChunks(1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(1, r).heldUntil(gate));
    String provider = rest.provider(MODELS.baseUrl());
    String task = rest.taskOf("question-generation", project, provider);

    Reply refused = rest.delete("/api/providers/" + provider);
    gate.complete(null);
    rest.end(task);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(task);
    assertThat(rest.delete("/api/providers/" + provider).status()).isEqualTo(204);
    assertThat(rest.delete("/api/providers/" + provider).status()).isEqualTo(404);
  }

  @Test
  void aRefusedSchemaCostsNoAttemptAndIsNotAskedForAgain() {
    String project = rest.projectWithChunks(5);
    Answer refusal = Faults.status(400, "response_format: json_schema is not supported", "bad");
    MODELS.replyWith(r -> Replies.questions(1, r));
    MODELS.on(r -> r.body().has("response_format")).answer(refusal);

    String task = questionTask(project, json("max_attempts", 1).with("parallelism", 1));
    JsonNode ended = rest.end(task);

    assertThatTask(ended).hasFailures(0);
    assertThat(rest.total(project, "questions")).isEqualTo(5);
    // The whole schema, a simpler one, JSON alone: each is tried once, then none.
    assertThat(MODELS.traffic().answeredWith(400)).isEqualTo(3);
    assertThat(MODELS.traffic().requests()).isEqualTo(8);
  }

  @Test
  void aKeyThatThisNodeCannotReadFailsTheTaskAndIsShownAsSet() {
    String project = rest.projectWithChunks(3);
    String provider = provider("openai", false);
    jdbc.sql("update llm_provider set api_key = 'enc:' || repeat('ab', 60) where id = :id")
        .param("id", provider)
        .update();

    JsonNode ended = rest.end(rest.taskOf("question-generation", project, provider));

    assertThatTask(ended).isFailed().hasNote("encrypted with another key");
    assertThat(MODELS.traffic().requests()).isZero();
    assertThat(rest.get("/api/providers/" + provider).json().path("api_key_set").asBoolean())
        .isTrue();
    put(provider, "openai", MODELS.baseUrl(), json("model", "m").with("api_key", "sk-2"));
    assertThat(rest.post("/api/providers/" + provider + "/test").text("/ok")).isEqualTo("true");
  }

  @Test
  void aKeyStaysUntilAnotherOrAnEmptyOneComes() {
    String provider = provider("openai", false);
    MODELS.replyWith(r -> Replies.text("ready"));

    put(provider, "openai", MODELS.baseUrl(), json("model", "m"));
    rest.post("/api/providers/" + provider + "/test");
    put(provider, "openai", MODELS.baseUrl(), json("model", "m").with("api_key", ""));

    assertThat(MODELS.traffic().kept().get(0).authorization()).isEqualTo("Bearer sk-1");
    assertThat(rest.get("/api/providers/" + provider).text("/api_key_set")).isEqualTo("false");
  }

  @Test
  void refusesWhatNoProviderCanBe() {
    ProviderBody body = aProvider("x", MODELS.baseUrl());
    assertRefused(rest.post("/api/providers", body.protocol("nothing")), "provider");
    assertRefused(
        rest.post("/api/providers", body.protocol("anthropic").with("temperature", 1.5)),
        "temperature");
    assertRefused(
        rest.post("/api/providers", body.protocol("gemini").with("model", "Gemini 2.5 Flash")),
        "model");
  }

  private String provider(String kind, boolean stream) {
    String id = rest.provider(MODELS.baseUrl());
    put(id, kind, MODELS.baseUrl(kind), json("api_key", "sk-1").with("stream", stream));
    return id;
  }

  private void put(String id, String kind, String url, JsonBody more) {
    Reply reply = rest.put("/api/providers/" + id, aProvider(id, url).protocol(kind).with(more));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}
