package dev.quern.tasktype.textprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quern.chunk.TextChunk;
import dev.quern.task.model.Task;
import dev.quern.task.run.Run;
import dev.quern.task.run.TaskItem;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What it costs, in rows, that a new version of a file takes over from an older one. */
class ChunkPublicationTests {

  private static final String READ_AS_A_WHOLE =
      """
      select relname from pg_stat_xact_user_tables where seq_tup_read > 0
          and relname in ('source_file', 'chunk', 'question', 'dataset_entry', 'conversation')
      """;

  private final DataSource source = TestDatabase.create();
  private final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final TestRows rows = new TestRows(source);
  private final ChunkStaging staging = new ChunkStaging(jdbc, new JdbcTemplate(source));
  private final ChunkPublication publication =
      new ChunkPublication(jdbc, staging, new SupersededVersions(jdbc));
  private final String project = rows.project("p");

  @BeforeEach
  void makeOtherFiles() {
    for (String sql :
        List.of(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            select 'f' || i, :project, i || '.md', 'text/markdown', 1, i, 1
            from generate_series(1, 3000) i
            """,
            """
            insert into chunk (id, project_id, file_id, file_name, name, index, content, size,
                start_offset, end_offset)
            select 'c' || i, :project, 'f' || i, 'doc.md', 'doc', 0, 'Text of ' || i, 9, 0, 9
            from generate_series(1, 3000) i
            """,
            """
            insert into question (id, project_id, chunk_id, file_id, question)
            select 'q' || i, :project, 'c' || i, 'f' || i, 'What is ' || i || '?'
            from generate_series(1, 3000) i
            """,
            """
            insert into dataset_entry (id, project_id, question_id, chunk_id, file_id, question, answer)
            select 'e' || i, :project, 'q' || i, 'c' || i, 'f' || i, 'What is ' || i || '?', 'It'
            from generate_series(1, 3000) i
            """)) {
      jdbc.sql(sql).param("project", project).update();
    }
  }

  /** A hash join instead of a nested loop reads every row of a table that it does not name. */
  @Test
  void readsNoTableAsAWholeForANewVersion() {
    String old = rows.file(project, "a.md");
    rows.question(project, rows.chunk(project, old, 0, "same"), "Is it?");
    rows.question(project, rows.chunk(project, old, 1, "other"), "Was it?");
    String now = rows.file(project, "a.md");
    jdbc.sql("update source_file set version_at = now() + interval '1 hour' where id = ?")
        .param(now)
        .update();
    jdbc.sql("analyze").update();
    TaskItem item = item(now);
    staging.begin(item);
    staging.stage(
        item, List.of(new TextChunk(0, "same", "", 0, 4), new TextChunk(1, "new", "", 5, 8)));

    List<String> whole =
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  publication.publish(new StagedChunks(item));
                  return jdbc.sql(READ_AS_A_WHOLE).query(String.class).list();
                });

    assertThat(whole).isEmpty();
    assertThat(contents(old)).isEmpty();
    assertThat(contents(now)).containsExactly("same", "new");
    assertThat(rows.count("question where file_id is null or file_id not like 'f%'")).isEqualTo(1);
  }

  private List<String> contents(String file) {
    return jdbc.sql("select content from chunk where file_id = ? order by index")
        .param(file)
        .query(String.class)
        .list();
  }

  private static TaskItem item(String file) {
    Run run = mock(Run.class);
    Task task = mock(Task.class);
    when(run.task()).thenReturn(task);
    when(task.id()).thenReturn("t");
    when(task.epoch()).thenReturn(1);
    when(task.config()).thenReturn(JsonNodeFactory.instance.objectNode());
    when(task.times())
        .thenReturn(new Task.Times(null, false, null, null, false, Instant.now(), Instant.now()));
    return new TaskItem(run, 1, file, 0, null);
  }
}
