package dev.quern.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.problem.ProblemReply;
import dev.quern.api.problem.Problems;
import dev.quern.error.NotFoundException;
import dev.quern.task.model.NewTask;
import dev.quern.testing.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/estimate-task.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = EstimateTaskRouteTests.Beans.class)
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
class EstimateTaskRouteTests {

  /** What is answered. */
  public record View(String project, String taskType) {}

  /** In the place of the bean {@code taskRequests}. */
  public static class Requests {
    public View estimate(String projectId, NewTask request) {
      if (projectId.equals("no-project")) {
        throw NotFoundException.of("project", projectId);
      }
      return new View(projectId, request.taskType());
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
  void answersTheEstimateOfTheTaskThatWasSent() {
    Message answer = send("p", "{\"task_type\": \"text-processing\"}");
    assertThat(answer.getBody(String.class))
        .isEqualTo("{\"project\":\"p\",\"task_type\":\"text-processing\"}");
    assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class)).isEqualTo(200);
  }

  @Test
  void answersABadBodyAndAnUnknownProjectWithAProblem() {
    Message bad = send("p", "{\"task_typ\": 1}");
    assertThat(bad.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class)).isEqualTo(400);
    assertThat(bad.getBody(String.class)).contains("task_typ");
    Message unknown = send("no-project", "{\"task_type\": \"text-processing\"}");
    assertThat(unknown.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class)).isEqualTo(404);
  }

  private Message send(String id, String body) {
    return template
        .send(
            "direct:estimate-task",
            exchange -> {
              exchange.getMessage().setBody(body);
              exchange.getMessage().setHeaders(Map.of(Exchange.HTTP_METHOD, "POST", "id", id));
            })
        .getMessage();
  }
}
