package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of the routes' calls that hold what is no text. */
class EncodingFlowTests extends FlowTest {

  private Reply post(String path, String body) {
    return rest.send(
        "POST",
        path.replace("PROJECT", rest.project()),
        BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)),
        "Content-Type",
        "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects/PROJECT/tasks",
        "/api/projects/PROJECT/tasks/estimate",
        "/api/projects/PROJECT/pipelines",
        "/api/tasks/x/resume",
      })
  void refusesABodyThatIsNotUtf8(String path) {
    Reply reply = post(path, "{\"task_type\":\"\u00ff\u00fe\"}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.text("/detail")).contains("body is not valid UTF-8");
  }

  @Test
  void takesCharactersOfSeveralBytes() {
    String utf8 = new String("磨坊 🌾".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Reply reply =
        post(
            "/api/projects/PROJECT/tasks",
            "{\"task_type\":\"question-generation\",\"config\":{\"label\":\"%s\\ud83c\\udf3e\"}}"
                .formatted(utf8));

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.text("/config/label")).isEqualTo("磨坊 🌾🌾");
  }

  @Test
  void namesTheFieldThatHoldsHalfASurrogatePair() {
    Reply reply =
        post(
            "/api/projects/PROJECT/pipelines",
            "{\"steps\":[{\"task_type\":\"question-generation\","
                + "\"config\":{\"custom_prompt\":\"{text}\\ud83d\"}}]}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).isEqualTo("steps[0].config.custom_prompt");
    assertThat(reply.text("/errors/0/message")).startsWith("holds half of a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\udc00"})
  void refusesANameOfAFieldThatHoldsHalfASurrogatePair(String half) {
    Reply reply =
        post("/api/projects/PROJECT/tasks", "{\"task_type\":\"x\",\"a%s\":1}".formatted(half));

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/detail")).containsPattern("half of a surrogate pair|low surrogate");
  }
}
