package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.ops.start.Rehearsal;
import org.junit.jupiter.api.Test;

/**
 * What the archive of the launcher is trained with works, or the first item would be slow again.
 */
class RehearsalFlowTests extends FlowTest {

  @Test
  void asksAndAnswersQuestionsByAModel() throws Exception {
    Rehearsal.play("http://127.0.0.1:" + port, 120);

    String project =
        jdbc.sql("select id from project where name = 'rehearsal'").query(String.class).single();
    JsonNode tasks = rest.get("/api/tasks?project_id=" + project).json().path("items");
    assertThat(tasks).hasSize(3);
    assertThat(tasks)
        .allSatisfy(task -> assertThat(task.path("state").asText()).isEqualTo("completed"));
    assertThat(rest.get("/api/projects/" + project + "/datasets").json().path("total").asInt())
        .isGreaterThan(150);
    rest.delete("/api/projects/" + project);
    rest.delete("/api/providers/rehearsal");
  }
}
