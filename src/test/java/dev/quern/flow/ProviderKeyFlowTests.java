package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import dev.quern.testing.JsonBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What API keys can be, and where they are sent. */
class ProviderKeyFlowTests extends FlowTest {

  private Reply put(String id, JsonBody body) {
    return rest.put("/api/providers/" + id, body);
  }

  private static JsonBody of(String kind) {
    return json("provider", kind).with("model", "m");
  }

  @Test
  void aStoredKeyIsNotSentToAnotherContainer() {
    String id = rest.provider("http://a_b:8/v1", json("api_key", "sk-1"));

    assertThat(put(id, of("openai").with("base_url", "http://a_c:8/v1")).status()).isEqualTo(422);
    assertThat(put(id, of("openai").with("base_url", "http://A_B:8/v2")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, http://127.0.0.1:9/v1",
    "openai, http://127.0.0.2:8/v1",
    "openai, https://127.0.0.1:8/v1",
    "openai, http://127.0.0.1/v1",
    "openai,",
    "gemini, http://127.0.0.1:8/v1",
  })
  void aStoredKeyIsNotSentToAnotherAddress(String kind, String url) {
    String id = rest.provider("http://127.0.0.1:8/v1", json("api_key", "sk-1"));
    JsonBody body = url == null ? of(kind) : of(kind).with("base_url", url);

    Reply kept = put(id, body);

    assertThat(kept.status()).as(kept.text()).isEqualTo(422);
    assertThat(kept.text("/errors/0/field")).isEqualTo("api_key");
    assertThat(kept.text("/detail")).contains("give the key again");
    assertThat(rest.get("/api/providers/" + id).text("/base_url"))
        .isEqualTo("http://127.0.0.1:8/v1");
    assertThat(put(id, body.with("api_key", "sk-2")).status()).isEqualTo(200);
    assertThat(put(id, body.with("api_key", "")).status()).isEqualTo(200);
    assertThat(put(id, of("ollama")).status()).isEqualTo(200);
  }

  @Test
  void aStoredKeyStaysWhereOnlyThePathChanges() {
    String id = rest.provider("http://LOCALHOST:80/v1", json("api_key", "sk-1"));

    Reply reply = put(id, of("openai").with("base_url", "http://localhost/v2/"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text("/api_key_set")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-1\n", "sk\r\nX-A: b", "sk-\u0007", "sk-\u007f", "sk-磨"})
  void refusesAKeyThatNoHeaderCanHold(String key) {
    JsonBody fields = of("openai").with("api_key", key);
    String id = rest.provider("http://127.0.0.1:8/v1");
    Reply created = rest.post("/api/providers", fields.with("id", "unsent"));
    Reply changed = put(id, fields);
    Reply task =
        rest.post(
            "/api/projects/" + rest.project() + "/tasks",
            aTask("question-generation").config("provider_config", fields));

    assertThat(created.status()).as(created.text()).isEqualTo(400);
    assertThat(created.text("/errors/0/field")).isEqualTo("api_key");
    assertThat(changed.text("/errors/0/field")).isEqualTo("api_key");
    assertThat(task.text("/errors/0/field")).isEqualTo("config.provider_config.api_key");
    assertThat(task.status()).isEqualTo(400);
  }
}
