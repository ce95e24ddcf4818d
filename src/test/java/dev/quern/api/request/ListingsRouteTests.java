package dev.quern.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.problem.ProblemReply;
import dev.quern.api.problem.Problems;
import dev.quern.error.InvalidRequestException;
import dev.quern.testing.RouteTest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The routes list-files and list-images, with reply and errors. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/list-files.camel.yaml,"
        + "file:routes/intake/list-images.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = ListingsRouteTests.Beans.class)
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
class ListingsRouteTests {

  /** What is answered. */
  public record Asked(
      String what, String project, @Nullable String limit, @Nullable String offset) {}

  /** In the place of the bean {@code uploads}. */
  public static class Lists {
    public Asked listFiles(String project, @Nullable String limit, @Nullable String offset) {
      return asked("files", project, limit, offset);
    }

    public Asked listImages(String project, @Nullable String limit, @Nullable String offset) {
      return asked("images", project, limit, offset);
    }

    private static Asked asked(
        String what, String project, @Nullable String limit, @Nullable String offset) {
      if ("many".equals(limit)) {
        throw InvalidRequestException.field("limit", "must be a whole number");
      }
      return new Asked(what, project, limit, offset);
    }
  }

  @Import({JsonRules.class, Problems.class, ProblemReply.class})
  static class Beans {
    @Bean
    Lists uploads() {
      return new Lists();
    }
  }

  @Autowired private ProducerTemplate template;

  @ParameterizedTest
  @CsvSource({
    "list-files, , , '\"files\",\"project\":\"p\",\"limit\":null,\"offset\":null'",
    "list-files, 5, 10, '\"files\",\"project\":\"p\",\"limit\":\"5\",\"offset\":\"10\"'",
    "list-images, , , '\"images\",\"project\":\"p\",\"limit\":null,\"offset\":null'",
    "list-images, 5, 10, '\"images\",\"project\":\"p\",\"limit\":\"5\",\"offset\":\"10\"'"
  })
  void handsOnWhichPageIsWanted(
      String route, @Nullable String limit, @Nullable String offset, String fields) {
    Message answer = send(route, limit, offset);
    assertThat(answer.getBody(String.class)).isEqualTo("{\"what\":" + fields + "}");
    assertThat(answer.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    assertThat(answer.getHeaders()).doesNotContainKeys("id", "limit", "offset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list-files", "list-images"})
  void answersAPageThatIsNoNumberWithAProblem(String route) {
    Message answer = send(route, "many", null);
    assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class)).isEqualTo(400);
    assertThat(answer.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/problem+json");
    assertThat(answer.getBody(String.class)).contains("limit");
  }

  private Message send(String route, @Nullable String limit, @Nullable String offset) {
    Map<String, Object> headers = new HashMap<>(Map.of(Exchange.HTTP_METHOD, "GET", "id", "p"));
    headers.put("limit", limit);
    headers.put("offset", offset);
    headers.values().removeIf(value -> value == null);
    Exchange done =
        template.send("direct:" + route, exchange -> exchange.getMessage().setHeaders(headers));
    assertThat(done.getException()).isNull();
    return done.getMessage();
  }
}
