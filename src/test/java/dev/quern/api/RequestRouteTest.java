package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.problem.ProblemReply;
import dev.quern.api.problem.Problems;
import dev.quern.api.request.JsonRules;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Routes that answer requests, with what reads bodies and writes replies and problems. */
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({JsonRules.class, Problems.class, ProblemReply.class})
public abstract class RequestRouteTest {

  @Autowired protected ProducerTemplate template;

  /** Sends a request about that id, with a cookie that no answer may show. */
  protected Message send(String route, String id, @Nullable Object body) {
    Map<String, Object> headers = Map.of(Exchange.HTTP_METHOD, "POST", "id", id, "Cookie", "s=1");
    Exchange done =
        template.send(
            "direct:" + route,
            exchange -> {
              exchange.getMessage().setBody(body == null ? null : body.toString());
              exchange.getMessage().setHeaders(headers);
            });
    assertThat(done.getException()).isNull();
    return done.getMessage();
  }

  /** The answer is JSON with that status. */
  protected static void assertAnswer(Message answer, int status) {
    assertAnswer(answer, status, "application/json");
  }

  /** The answer is a problem with that status. */
  protected static void assertProblem(Message answer, int status) {
    assertAnswer(answer, status, "application/problem+json");
  }

  private static void assertAnswer(Message answer, int status, String type) {
    assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class)).isEqualTo(status);
    assertThat(answer.getHeader(Exchange.CONTENT_TYPE)).isEqualTo(type);
  }
}
