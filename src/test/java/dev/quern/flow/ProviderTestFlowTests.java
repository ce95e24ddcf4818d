package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Replies;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trial call of a provider. */
class ProviderTestFlowTests extends FlowTest {

  private static final String DEFAULT = "/api/providers/default/test";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"model\": \"x\"} | model", "[1] | body", "{ | body", "null | body"})
  void refusesABodyThatSaysAnything(String body, String words) {
    Reply reply = rest.post(DEFAULT, body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/detail")).contains(words);
  }

  @Test
  void takesNoBodyAndAnEmptyObject() {
    assertThat(rest.post(DEFAULT).status()).isEqualTo(200);
    assertThat(rest.post(DEFAULT, json()).status()).isEqualTo(200);
    assertThat(rest.post(DEFAULT, "").status()).isEqualTo(200);
    Reply form =
        rest.send(
            "POST",
            DEFAULT,
            BodyPublishers.ofString(""),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(form.status()).as(form.text()).isEqualTo(200);
  }

  /** Without it, one probe at a time would go out, and nothing else until it is answered. */
  @Test
  void aGoodTestEndsTheWaitForAProviderThatWasDown() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.on(r -> r.mentions("the word ready")).answer(Replies.text("ready"));
    MODELS.replyWith(r -> Faults.overloaded());
    String id = rest.provider(MODELS.baseUrl());
    JsonBody wide = json("parallelism", 8);
    String task = rest.taskOf("question-generation", rest.projectWithChunks(8), id, wide);
    rest.await(task, "it waits", one -> one.at("/detail/waiting_for").isTextual());
    Await.until("no call is under way", () -> MODELS.traffic().inFlight() == 0);
    MODELS.replyWith(r -> Replies.questions(1, r).heldUntil(gate));

    assertThat(rest.post("/api/providers/" + id + "/test").text("/ok")).isEqualTo("true");
    Await.until("all go on", () -> MODELS.traffic().inFlight() == 8);
    gate.complete(null);

    assertThatTask(rest.end(task)).hasDone(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \\n"})
  void anEmptyCompletionIsAFailure(String text) {
    MODELS.replyWith(r -> Replies.text(text.replace("\\n", "\n")));
    String id = rest.provider(MODELS.baseUrl());

    Reply reply = rest.post("/api/providers/" + id + "/test");

    assertThat(reply.text("/ok")).as(reply.text()).isEqualTo("false");
    assertThat(reply.text("/reason")).contains("empty");
  }
}
