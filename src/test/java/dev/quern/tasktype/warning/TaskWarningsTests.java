package dev.quern.tasktype.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What marking a task's repeated questions costs in the database, counted in rows. */
class TaskWarningsTests {

  private static final int QUESTIONS = 4000;

  private final DataSource source = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(source);

  /** The rows of a task are new when it ends: the planner's statistics say nothing of them. */
  @Test
  void looksAtEachQuestionAFewTimesHoweverManyThereAre() throws JsonProcessingException {
    String project = new TestRows(source).project("asked");
    ask(project, "before");
    jdbc.sql("analyze question").update();
    ask(project, "t");

    String plan =
        jdbc.sql("explain (analyze, format json) " + TaskWarnings.MARK)
            .param("task_id", "t")
            .param("warning", "repeated_question")
            .query(String.class)
            .single();

    assertThat(
            jdbc.sql("select count(*) from question where warnings <> '{}'").query().singleValue())
        .isEqualTo(QUESTIONS / 4L);
    assertThat(rows(Json.PLAIN.readTree(plan).at("/0/Plan"))).as(plan).isLessThan(20L * QUESTIONS);
  }

  private void ask(String project, String task) {
    jdbc.sql(
            """
            insert into question (id, project_id, question, task_id, item_seq, ordinal)
            select :task || i, :project, case when i % 4 = 0 then 'Why?' else 'Why ' || i || '?' end, :task, i, 0
            from generate_series(1, :questions) i
            """)
        .param("task", task)
        .param("project", project)
        .param("questions", QUESTIONS)
        .update();
  }

  /** All rows that the nodes of a plan gave or dropped. */
  private static long rows(JsonNode node) {
    long each =
        node.path("Actual Rows").asLong()
            + node.path("Rows Removed by Filter").asLong()
            + node.path("Rows Removed by Join Filter").asLong();
    long rows = each * node.path("Actual Loops").asLong();
    for (JsonNode child : node.path("Plans")) {
      rows += rows(child);
    }
    return rows;
  }
}
