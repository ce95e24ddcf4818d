package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Receiver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send elsewhere whoever calls them: nobody goes there, with or without a key. */
class RedirectFlowTests extends FlowTest {

  private final Receiver server = Receiver.start();

  @AfterEach
  void close() {
    server.close();
  }

  private void assertCalledAndNotFollowed() {
    assertThat(server.got()).isNotEmpty();
    assertThat(server.got()).extracting(Receiver.Got::path).doesNotContain("/elsewhere");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aModelServerSendsNobodyElsewhere(int status) {
    server.answering(number -> status);
    for (String kind : List.of("openai", "ollama", "gemini", "anthropic", "openrouter")) {
      for (boolean stream : new boolean[] {false, true}) {
        String provider =
            rest.provider(
                server.url("/v1"),
                json("provider", kind).with("api_key", "sk-stays").with("stream", stream));
        JsonNode test = rest.post("/api/providers/" + provider + "/test").json();
        assertThat(test.path("ok").asBoolean()).as(kind).isFalse();
        assertThat(test.path("reason").asText()).as(kind).contains(String.valueOf(status));
        assertThat(rest.get("/api/providers/" + provider + "/models").status()).isEqualTo(502);
      }
    }
    assertCalledAndNotFollowed();
  }

  @Test
  void anItemFailsWhereAModelServerSendsElsewhere() {
    server.answering(number -> 307);
    String project = rest.projectWithChunks(1);
    String provider = rest.provider(server.url("/v1"), json("api_key", "sk-stays"));
    JsonNode task =
        rest.end(rest.taskOf("question-generation", project, provider, json("max_attempts", 1)));
    assertThat(task.path("state").asText()).isEqualTo("failed");
    assertThat(task.path("note").asText()).contains("307");
    assertCalledAndNotFollowed();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aHubSendsNobodyElsewhere(int status) {
    server.answering(number -> status);
    String project = rest.project();
    rest.post("/api/projects/" + project + "/datasets", "{\"question\":\"q\",\"answer\":\"a\"}");
    Rest.Reply reply =
        rest.post(
            "/api/projects/" + project + "/export/push",
            json("endpoint", server.url("")).with("repo", "me/mills").with("token", "hf_stays"));
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.text("/detail")).contains(String.valueOf(status));
    assertCalledAndNotFollowed();
  }
}
