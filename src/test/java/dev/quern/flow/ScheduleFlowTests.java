package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.TaskBody;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that come again, over REST. */
class ScheduleFlowTests extends FlowTest {

  private static final TaskBody SPLIT = aTask("text-processing");
  private static final String ONCE_A_YEAR = "0 0 0 1 1 *";

  private String project;

  @BeforeEach
  void makeProject() {
    project = rest.project();
  }

  private Reply post(String cron, TaskBody task) {
    return rest.post(
        "/api/schedules", json("project_id", project).with("cron", cron).with("task", task));
  }

  private String schedule(String cron, TaskBody task) {
    Reply reply = post(cron, task);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.text("/id");
  }

  private JsonNode get(String id) {
    return rest.get("/api/schedules/" + id).json();
  }

  private long tasks() {
    return rest.get("/api/tasks?project_id=" + project).json().path("total").asLong();
  }

  private int delete(String path) {
    return rest.delete(path).status();
  }

  private long entries(String id) {
    return jdbc.sql("select count(*) from housekeeping_tasks where task_instance = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private void wakeUp(String id) {
    jdbc.sql("update housekeeping_tasks set execution_time = now() where task_instance = :id")
        .param("id", id)
        .update();
  }

  private void makeDue(String id, String ago) {
    jdbc.sql("update schedule set next_fire_at = now() - cast(:ago as interval) where id = :id")
        .param("ago", ago)
        .param("id", id)
        .update();
    wakeUp(id);
  }

  @Test
  void firesAgainAndAgainUntilItIsDeleted() {
    String id = schedule("* * * * * *", SPLIT);
    Await.until("it has fired three times", () -> tasks() >= 3);
    JsonNode fired = get(id);
    assertThat(delete("/api/schedules/" + id)).isEqualTo(204);

    assertThat(fired.path("last_error").isNull()).isTrue();
    assertThat(fired.path("next_fire_at").asText())
        .isGreaterThan(fired.path("last_fire_at").asText());
    JsonNode task = rest.end(fired.path("last_task_id").asText());
    assertThatTask(task).isCompleted();
    assertThat(rest.get("/api/schedules/" + id).status()).isEqualTo(404);
    assertThat(delete("/api/schedules/" + id)).isEqualTo(404);
    Await.until("its entry is gone", () -> entries(id) == 0);
  }

  /** The template is copied when the schedule is made, and what a task may cost is checked then. */
  @Test
  void firesATaskWithAStoredTemplateAndALimitInMoney() {
    String template =
        rest.post(
                "/api/projects/" + project + "/question-templates",
                json("name", "w").with("answer_type", "label").with("labels", List.of("A", "B")))
            .text("/id");
    JsonBody priced = json("price_input", 1).with("price_output", 2);
    String id =
        schedule(
            ONCE_A_YEAR,
            aTask("answer-generation")
                .provider(rest.provider(MODELS.baseUrl(), priced))
                .config("question_template_id", template)
                .with("max_cost", 5));

    makeDue(id, "1 second");
    Await.until("it has fired", () -> !get(id).path("last_fire_at").isNull());

    assertThat(get(id).path("last_error").asText(null)).isNull();
    JsonNode task = rest.end(get(id).path("last_task_id").asText());
    assertThat(task.at("/config/question_template/labels/1").asText()).isEqualTo("B");
  }

  @Test
  void showsWhatWasAskedForWithoutItsKey() {
    String id =
        schedule(
            ONCE_A_YEAR,
            aTask("question-generation")
                .with("priority", 7)
                .config(
                    "provider_config",
                    json("provider", "openai")
                        .with("base_url", MODELS.baseUrl())
                        .with("model", "m")
                        .with("api_key", "sk-very-secret")));

    JsonNode shown = get(id);

    assertThat(shown.path("project_id").asText()).isEqualTo(project);
    assertThat(shown.path("cron").asText()).isEqualTo(ONCE_A_YEAR);
    assertThat(shown.path("time_zone").asText()).isEqualTo("UTC");
    assertThat(shown.at("/task/task_type").asText()).isEqualTo("question-generation");
    assertThat(shown.at("/task/priority").asInt()).isEqualTo(7);
    assertThat(shown.at("/task/config/provider_config/api_key").asText()).isEqualTo("***");
    assertThat(shown.path("next_fire_at").asText()).endsWith("-01-01T00:00:00Z");
    assertThat(shown.has("last_fire_at") && shown.path("last_fire_at").isNull()).isTrue();
    assertThat(shown.has("last_task_id") && shown.path("last_task_id").isNull()).isTrue();
    String stored =
        jdbc.sql("select task::text from schedule where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain("sk-very-secret");
    JsonNode list = rest.get("/api/schedules?project_id=" + project).json();
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.at("/items/0")).isEqualTo(shown);
    assertThat(rest.get("/api/schedules?project_id=none").json().path("total").asInt()).isZero();
  }

  @Test
  void makesUpOneOfTheFiresThatWereMissedAndNoneTwice() {
    String id = schedule("0 0 * * * *", SPLIT);
    makeDue(id, "30 hours");
    Await.until("one is made up", () -> tasks() == 1);
    Await.until("it is done", () -> !get(id).path("last_task_id").isNull());

    // As when a node dies after it made the task: the entry is begun anew.
    wakeUp(id);
    Await.until(
        "the entry has moved on",
        () ->
            jdbc.sql(
                        """
                        select count(*) from housekeeping_tasks h join schedule s on s.id = h.task_instance
                        where s.id = :id and h.execution_time = s.next_fire_at and not h.picked
                        """)
                    .param("id", id)
                    .query(Long.class)
                    .single()
                == 1);
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void goesOnWhenItsTaskIsRefusedAndSaysWhy() {
    String provider = rest.provider(MODELS.baseUrl());
    String id = schedule(ONCE_A_YEAR, aTask("question-generation").provider(provider));
    assertThat(delete("/api/providers/" + provider)).isEqualTo(204);
    makeDue(id, "1 second");

    JsonNode refused =
        Await.until("it is refused", () -> get(id), s -> !s.path("last_error").isNull());

    assertThat(refused.path("last_error").asText()).contains(provider);
    assertThat(refused.path("next_fire_at").asText()).endsWith("-01-01T00:00:00Z");
    assertThat(tasks()).isZero();
  }

  @Test
  void goesWithItsProject() {
    String id = schedule("* * * * * *", SPLIT);
    assertThat(delete("/api/projects/" + project + "?cancel=true")).isEqualTo(204);

    assertThat(rest.get("/api/schedules/" + id).status()).isEqualTo(404);
    Await.until("its entry is gone", () -> entries(id) == 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'project_id': 'P', 'cron': '* * * * *', 'task': T | 400 | cron",
        "'project_id': 'P', 'cron': '0 0 0 31 2 *', 'task': T | 400 | cron",
        "'project_id': 'P', 'task': T | 400 | cron",
        "'project_id': 'P', 'cron': 7, 'task': T | 400 | cron",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *' | 400 | task",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': T, 'time_zone': 'Nowhere' | 400 |"
            + " time_zone",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': T, 'zone': 'UTC' | 400 | zone",
        "'project_id': 'none', 'cron': '0 0 0 1 1 *', 'task': T | 422 | project_id",
        "'cron': '0 0 0 1 1 *', 'task': T | 400 | project_id",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'none'} | 400 |"
            + " task.task_type",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_typ': 'x'} | 400 | task.task_typ",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {} | 400 | task.task_type",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'run_at': '2099-01-01T00:00:00Z'} | 400 | task.run_at",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'depends_on': []} | 400 | task.depends_on",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'priority': 1001} | 400 | task.priority",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'config': {'chunk_size': '9'}} | 400 | task.config.chunk_size",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'input': {'file_ids': ['x']}} | 422 | task.input.file_ids",
        "'project_id': 'P', 'cron': '0 0 0 1 1 *', 'task': {'task_type': 'text-processing',"
            + " 'notify_url': 'http://169.254.169.254/'} | 422 | task.notify_url",
      },
      quoteCharacter = '"')
  void namesTheFieldThatIsWrong(String fields, int status, String field) {
    String body = "{" + fields.replace("'P'", "'" + project + "'").replace(": T", ": " + SPLIT);
    Reply reply = rest.post("/api/schedules", body.replace('\'', '"') + "}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.text("/errors/0/field")).isEqualTo(field);
    assertThat(rest.get("/api/schedules?project_id=" + project).json().path("total").asInt())
        .isZero();
  }
}
