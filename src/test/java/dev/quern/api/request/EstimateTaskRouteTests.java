package dev.quern.api.request;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.RequestRouteTest;
import dev.quern.error.NotFoundException;
import dev.quern.task.model.NewTask;
import dev.quern.testing.RouteTest;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/estimate-task.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = EstimateTaskRouteTests.Beans.class)
class EstimateTaskRouteTests extends RequestRouteTest {

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

  static class Beans {
    @Bean
    Requests taskRequests() {
      return new Requests();
    }
  }

  @Test
  void answersTheEstimateOfTheTaskThatWasSent() {
    Message answer = send("estimate-task", "p", aTask("text-processing"));
    assertThat(answer.getBody(String.class))
        .isEqualTo("{\"project\":\"p\",\"task_type\":\"text-processing\"}");
    assertAnswer(answer, 200);
  }

  @Test
  void answersABadBodyAndAnUnknownProjectWithAProblem() {
    Message bad = send("estimate-task", "p", json("task_typ", 1));
    assertProblem(bad, 400);
    assertThat(bad.getBody(String.class)).contains("task_typ");
    Message unknown = send("estimate-task", "no-project", aTask("text-processing"));
    assertProblem(unknown, 404);
  }
}
