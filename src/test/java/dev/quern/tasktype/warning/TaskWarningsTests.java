package dev.quern.tasktype.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.llm.reply.text.QuestionKey;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which of a task's questions count as repeated, and what marking them costs, in rows. */
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

  @ParameterizedTest
  @CsvSource({
    "What is C?, What is C++?, false",
    "What is C?, What is C#?, false",
    "Does it hold 1.5 bar?, Does it hold 15 bar?, false",
    "What happens at -40 °C?, What happens at 40 °C?, false",
    "What draws 5 mW?, What draws 5 MW?, false",
    "How many mW are there?, How many MW are there?, false",
    "Who founded Debian?, who founded  debian, true",
    "谁创建了它？, 谁创建了它, true",
  })
  void tellsApartWhatTheKeyOfAQuestionDoes(String one, String other, boolean same) {
    String project = new TestRows(source).project("key");
    for (String question : List.of(one, other)) {
      jdbc.sql(
              """
              insert into question (id, project_id, question, task_id, item_seq, ordinal)
              values (:question, :project, :question, 'key', :seq, 0)
              """)
          .param("question", question)
          .param("project", project)
          .param("seq", question.equals(one) ? 1 : 2)
          .update();
    }

    int marked =
        jdbc.sql(TaskWarnings.MARK)
            .param("task_id", "key")
            .param("warning", "repeated_question")
            .update();

    assertThat(marked == 2).isEqualTo(same);
    assertThat(QuestionKey.of(one, Locale.ROOT).equals(QuestionKey.of(other, Locale.ROOT)))
        .isEqualTo(same);
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
