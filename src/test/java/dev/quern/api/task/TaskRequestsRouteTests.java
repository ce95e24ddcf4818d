package dev.quern.api.task;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.RequestRouteTest;
import dev.quern.error.NotFoundException;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.testing.RouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes create-task, resume-task, reply, and what errors makes of their failures. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/create-task.camel.yaml,"
        + "file:routes/intake/resume-task.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
class TaskRequestsRouteTests extends RequestRouteTest {

  /** What is answered. */
  public record View(String id, String asked) {}

  /** In the place of the bean {@code taskRequests}. */
  public static class Requests {
    public View create(String projectId, NewTask task) {
      if (projectId.equals("no-project")) {
        throw NotFoundException.of("project", projectId);
      }
      if (projectId.equals("bug")) {
        throw new IllegalStateException("select secret from provider");
      }
      return new View("t1", task.taskType() + " in " + projectId);
    }

    public View resume(String id, @Nullable ResumeOptions options) {
      return new View(id, options == null ? "as before" : "with " + options.parallelism());
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Requests taskRequests() {
      return new Requests();
    }
  }

  @Test
  void acceptsATaskAndSaysWhereItIs() {
    Message answer = send("create-task", "p", aTask("text-processing"));
    assertThat(answer.getBody(String.class))
        .isEqualTo("{\"id\":\"t1\",\"asked\":\"text-processing in p\"}");
    assertThat(answer.getHeader("Location")).isEqualTo("/api/tasks/t1");
    assertAnswer(answer, 202);
    assertThat(answer.getHeaders()).containsKey("Location").doesNotContainKeys("id", "Cookie");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"task_type": 7}                 | 400 | task_type
          {"task_typ": "text-processing"}  | 400 | task_typ
          {"task_type": "text-processing"  | 400 | JSON
          []                               | 400 |
          """)
  void answersABadBodyWithAProblem(String body, int status, @Nullable String words) {
    Message answer = send("create-task", "p", body);
    assertProblem(answer, status);
    assertThat(answer.getBody(String.class)).contains(words == null ? "detail" : words);
  }

  @Test
  void answersAnUnknownProjectWithAProblem() {
    Message answer = send("create-task", "no-project", aTask("text-processing"));
    assertProblem(answer, 404);
    assertThat(answer.getHeaders()).doesNotContainKeys("id", "Location");
  }

  @Test
  void tellsNothingOfAnErrorOfItsOwn() {
    Message answer = send("create-task", "bug", aTask("text-processing"));
    assertProblem(answer, 500);
    assertThat(answer.getBody(String.class)).doesNotContain("secret");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void resumesAsBeforeWithoutABody(@Nullable String body) {
    Message answer = send("resume-task", "t7", body);
    assertAnswer(answer, 202);
    assertThat(answer.getBody(String.class)).contains("t7", "as before");
  }

  @Test
  void resumesWithOtherOptions() {
    Message answer = send("resume-task", "t7", json("parallelism", 8));
    assertThat(answer.getBody(String.class)).contains("with 8");
  }

  @Test
  void leavesAnErrorOutsideARequestToItsCaller() {
    Exchange done =
        template.send(
            "direct:create-task", exchange -> exchange.getMessage().setBody("no JSON at all"));
    assertThat(done.getException()).isNotNull();
  }
}
