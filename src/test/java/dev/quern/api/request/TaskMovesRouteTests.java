package dev.quern.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.RequestRouteTest;
import dev.quern.error.NotFoundException;
import dev.quern.testing.RouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** The routes cancel-task and pause-task, with reply and errors. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/cancel-task.camel.yaml,"
        + "file:routes/intake/pause-task.camel.yaml,"
        + "file:routes/shared/reply.camel.yaml,file:routes/shared/errors.camel.yaml")
@ContextConfiguration(classes = TaskMovesRouteTests.Beans.class)
class TaskMovesRouteTests extends RequestRouteTest {

  /** What is answered. */
  public record View(String id) {}

  /** In the place of the bean {@code taskRequests}. */
  public static class Requests {
    final List<String> notes = new CopyOnWriteArrayList<>();

    public View cancel(String id) {
      return moved("cancel", id);
    }

    public View pause(String id) {
      return moved("pause", id);
    }

    private View moved(String move, String id) {
      if (id.equals("no-task")) {
        throw NotFoundException.of("task", id);
      }
      notes.add(move + " " + id);
      return new View(id);
    }
  }

  static class Beans {
    @Bean
    Requests taskRequests() {
      return new Requests();
    }
  }

  @Autowired private Requests requests;

  @BeforeEach
  void beginAnew() {
    requests.notes.clear();
  }

  @ParameterizedTest
  @CsvSource({"cancel-task, cancel t1", "pause-task, pause t1"})
  void asksForTheMoveAndAnswersWithTheTask(String route, String note) {
    Message answer = send(route, "t1", null);
    assertThat(requests.notes).containsExactly(note);
    assertThat(answer.getBody(String.class)).isEqualTo("{\"id\":\"t1\"}");
    assertAnswer(answer, 202);
    assertThat(answer.getHeaders()).doesNotContainKeys("id", "Cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel-task", "pause-task"})
  void answersAnUnknownTaskWithAProblem(String route) {
    Message answer = send(route, "no-task", null);
    assertProblem(answer, 404);
    assertThat(answer.getBody(String.class)).contains("no-task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "${body}", "a, b", "x) or (y", "*"})
  void handsOnAnIdThatLooksLikeSomethingElse(String id) {
    send("cancel-task", id, null);
    assertThat(requests.notes).containsExactly("cancel " + id);
  }
}
