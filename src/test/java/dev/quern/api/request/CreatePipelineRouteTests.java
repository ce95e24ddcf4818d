package dev.quern.api.request;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.api.RequestRouteTest;
import dev.quern.api.task.TaskRouteFacade;
import dev.quern.error.NotFoundException;
import dev.quern.testing.RouteTest;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** The route create-pipeline, with reply and errors. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/create-pipeline.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = CreatePipelineRouteTests.Beans.class)
class CreatePipelineRouteTests extends RequestRouteTest {

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

  static class Beans {
    @Bean
    Requests taskRequests() {
      return new Requests();
    }
  }

  @Test
  void handsTheStepsOnAsTheyWereSent() {
    Message answer =
        send(
            "create-pipeline", "p", json("steps", List.of(json("type", "${body}").with("n", 0.1))));
    assertThat(answer.getBody(String.class))
        .isEqualTo("{\"project\":\"p\",\"steps\":[{\"type\":\"${body}\",\"n\":0.1}]}");
    assertAnswer(answer, 202);
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
    Message answer = send("create-pipeline", "p", body);
    assertProblem(answer, 400);
    assertThat(answer.getBody(String.class)).contains(words);
  }

  @Test
  void answersAnUnknownProjectWithAProblem() {
    assertProblem(send("create-pipeline", "no-project", aPipeline()), 404);
  }
}
