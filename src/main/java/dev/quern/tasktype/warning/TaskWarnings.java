package dev.quern.tasktype.warning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.warning.RowWarning;
import dev.quern.meter.QuernMeter;
import dev.quern.task.model.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the warnings of stored rows, and the refused results of a task. Everything is read from
 * rows, so it stays the same after a restart or a resume.
 */
@Repository
public class TaskWarnings {

  /** The table of a task's rows. */
  public enum Rows {
    QUESTIONS("question"),
    ENTRIES("dataset_entry"),
    CONVERSATIONS("conversation"),
    IMAGE_ENTRIES("image_entry");

    private final String table;

    Rows(String table) {
      this.table = table;
    }
  }

  private static final String COUNT =
      """
      select w as warning, count(*) as count from %s r, unnest(r.warnings) w
      where r.task_id = :task_id group by 1 order by 1
      """;

  /**
   * What questions share that are the same: case, white space and the marks at the end apart, as
   * {@link dev.quern.llm.reply.text.QuestionKey} has it. So are units behind numbers, words of up
   * to three letters without vowels and names with a capital inside, whose case has a meaning.
   */
  private static final String ASKED =
      """
      with asked as (
          select id, item_seq, question, (lower(regexp_replace(
              regexp_replace(question, '[\\s.?!。…？！．؟]+$', ''), '\\s+', ' ', 'g'))
              || coalesce((select string_agg(m[1], ' ') from regexp_matches(question,
                  '(\\d\\s?[[:alpha:]]+|\\m[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{1,3}\\M'
                      || '|[[:alpha:]]*[[:lower:]][[:upper:]][[:alpha:]]*)', 'g') m), '')) collate "C" as words
          from question where task_id = :task_id
      )
      """;

  /**
   * One pass in the order of the words. PostgreSQL knows nothing yet of the rows of a task that has
   * just ended and takes them for a few: a join of them with themselves was done row by row, the
   * square of a task's questions.
   */
  static final String MARK =
      ASKED
          + """
          update question q set warnings = array_append(q.warnings, :warning)
          from (
              select id, min(item_seq) over same <> max(item_seq) over same as repeated
              from asked where words <> '' window same as (partition by words)
          ) a
          where q.id = a.id and a.repeated and not :warning = any(q.warnings)
          """;

  private static final String MAX_REPEATED =
      ASKED
          + """
          select min(question) as question, count(distinct item_seq) as items
          from asked where words <> '' group by words having count(distinct item_seq) > 1
          order by items desc, words limit 1
          """;

  /** Each part has an index of its own, however many items are done. */
  private static final String ECHOES =
      """
      select (select coalesce(sum(echoes), 0) from task_item where task_id = :task_id and echoes > 0)
          + (select count(*) from task_item
             where task_id = :task_id and state = 'failed' and error_class = 'echo')
      """;

  private static final String KEEP_ECHOES =
      "update task_item set echoes = :echoes where task_id = :task_id and seq = :seq";

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  TaskWarnings(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  /** Stores the number of skipped echoes by item number. */
  public void keepEchoes(Task task, Map<Integer, Integer> echoes) {
    echoes.forEach(
        (seq, count) ->
            jdbc.sql(KEEP_ECHOES)
                .param("task_id", task.id())
                .param("seq", seq)
                .param("echoes", count)
                .update());
  }

  /**
   * {@code warnings} with a number for each kind that occurs. Repeated questions are marked here,
   * because they are known only at the end.
   */
  public ObjectNode report(Task task, Rows rows) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ObjectNode warnings = report.putObject("warnings");
    if (rows == Rows.QUESTIONS) {
      jdbc.sql(MARK)
          .param("task_id", task.id())
          .param("warning", RowWarning.REPEATED_QUESTION)
          .update();
    }
    jdbc.sql(COUNT.formatted(rows.table))
        .param("task_id", task.id())
        .query((row, n) -> warnings.put(row.getString("warning"), row.getLong("count")))
        .list();
    putEchoes(task, warnings);
    count(task, warnings);
    if (rows == Rows.QUESTIONS && warnings.has(RowWarning.REPEATED_QUESTION)) {
      mostRepeated(task, report);
    }
    return report;
  }

  /** {@code warnings} of a task without rows of its own: its refused results. */
  public ObjectNode refused(Task task) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ObjectNode warnings = report.putObject("warnings");
    putEchoes(task, warnings);
    count(task, warnings);
    return report;
  }

  /** The warnings of this run; earlier runs are already in the task's detail. */
  private void count(Task task, ObjectNode warnings) {
    warnings
        .fields()
        .forEachRemaining(
            warning -> {
              long before = task.detail().path("warnings").path(warning.getKey()).asLong();
              QuernMeter.WARNINGS
                  .counter(meters, task.taskType(), warning.getKey())
                  .increment(Math.max(0, warning.getValue().asLong() - before));
            });
  }

  private void putEchoes(Task task, ObjectNode warnings) {
    long echoes = jdbc.sql(ECHOES).param("task_id", task.id()).query(Long.class).single();
    if (echoes > 0) {
      warnings.put("echo", echoes);
    }
  }

  private void mostRepeated(Task task, ObjectNode report) {
    jdbc.sql(MAX_REPEATED)
        .param("task_id", task.id())
        .query(
            (row, n) ->
                report
                    .putObject("most_repeated")
                    .put("question", row.getString("question"))
                    .put("items", row.getLong("items")))
        .list();
  }
}
