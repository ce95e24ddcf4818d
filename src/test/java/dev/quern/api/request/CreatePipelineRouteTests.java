package dev.quern.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.api.problem.ProblemReply;
import dev.quern.api.problem.Problems;
import dev.quern.api.task.TaskRouteFacade;
import dev.quern.error.NotFoundException;
import dev.quern.testing.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The route create-pipeline, with reply and errors. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/create-pipeline.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = CreatePipelineRouteTests.Beans.class)
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
class CreatePipelineRouteTests {

  /** What is answered. */
  public record View(String project, JsonNode steps) {}

  /** In the place of the bean {@code taskRequests}. */
  public static class Requests {
    public View createPipeline(String projectId, TaskRouteFacade.NewPipeline request) {
      if (projectId.equals("no-project")) {
        throw NotFoundException.of("project", projectId);
      }
      return new View(projectId, request.steps());
    }
  }

  @Import({JsonRules.class, Problems.class, ProblemReply.class})
  static class Beans {
    @Bean
    Requests taskRequests() {
      return new Requests();
    }
  }

  @Autowired private ProducerTemplate template;

  @Test
  void handsTheStepsOnAsTheyWereSent() {
    Message answer = send("p", "{\"steps\": [{\"type\": \"${body}\", \"n\": 0.1}]}");
    assertThat(answer.getBody(String.class))
        .isEqualTo("{\"project\":\"p\",\"steps\":[{\"type\":\"${body}\",\"n\":0.1}]}");
    assertAnswer(answer, 202, "application/json");
    assertThat(answer.getHeaders()).doesNotContainKeys("id", "Cookie", Exchange.HTTP_METHOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"stepz": []}               | stepz
          {"input": 7}                | input
          {"steps": [], "steps": []}  | twice
          {"steps": [                 | steps
          {"steps": []                | JSON
          """)
  void answersABadBodyWithAProblem(String body, String words) {
    Message answer = send("p", body);
    assertAnswer(answer, 400, "application/problem+json");
    assertThat(answer.getBody(String.class)).contains(words);
  }

  @Test
  void answersAnUnknownProjectWithAProblem() {
    assertAnswer(send("no-project", "{\"steps\": []}"), 404, "application/problem+json");
  }

  private static void assertAnswer(Message answer, int status, String type) {
    assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class)).isEqualTo(status);
    assertThat(answer.getHeader(Exchange.CONTENT_TYPE)).isEqualTo(type);
  }

  private Message send(String id, String body) {
    Map<String, Object> headers = Map.of(Exchange.HTTP_METHOD, "POST", "id", id, "Cookie", "s=1");
    Exchange done =
        template.send(
            "direct:create-pipeline",
            exchange -> {
              exchange.getMessage().setBody(body);
              exchange.getMessage().setHeaders(headers);
            });
    assertThat(done.getException()).isNull();
    return done.getMessage();
  }
}
