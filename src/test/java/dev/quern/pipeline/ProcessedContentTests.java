package dev.quern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What it costs, in rows, to take in a file of a project that has many. */
class ProcessedContentTests {

  private static final int FILES = 3000;

  private final DataSource source = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(source));
  private final ProcessedContent content = new ProcessedContent(jdbc);
  private final String project = new TestRows(source).project("p");

  @BeforeEach
  void makePipelines() {
    for (String sql :
        List.of(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            select 'f' || i, :project, i || '.md', 'text/markdown', 1, 's' || i, 1
            from generate_series(1, :files) i
            """,
            """
            insert into image (id, project_id, image_name, media_type, size, sha256, width, height,
                content)
            select 'i' || i, :project, i || '.png', 'image/png', 1, 'p' || i, 1, 1, ''
            from generate_series(1, :files) i
            """,
            """
            insert into pipeline (id, project_id, file_id, stem, fingerprint, export, completed_at)
            select 'pf' || i, :project, 'f' || i, i, 'steps', '[{"format": "alpaca"}]', now()
            from generate_series(1, :files) i
            """,
            """
            insert into pipeline (id, project_id, image_id, stem, fingerprint, export, completed_at)
            select 'pi' || i, :project, 'i' || i, i, 'steps', '[{"format": "alpaca"}]', now()
            from generate_series(1, :files) i
            """,
            "analyze")) {
      jdbc.sql(sql).param("project", project).param("files", FILES).update();
    }
  }

  private String key(String sha256) {
    return project + "/" + sha256 + "/steps";
  }

  /** How many rows are read of files, images and pipelines. */
  private long rowsReadBy(Supplier<?> work) {
    return transaction.execute(
        status -> {
          work.get();
          return jdbc.sql(
                  """
                  select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
                  from pg_stat_xact_user_tables
                  where relname in ('source_file', 'image', 'pipeline')
                  """)
              .query(Long.class)
              .single();
        });
  }

  @Test
  void knowsWhatHasRunWithoutLookingAtTheOtherPipelines() {
    assertThat(content.contains(key("s7"))).isTrue();
    assertThat(content.contains(key("p7"))).isTrue();
    assertThat(content.hasRun(key("s7"))).isTrue();
    assertThat(content.contains(key("other"))).isFalse();

    assertThat(rowsReadBy(() -> content.contains(key("s7")))).isLessThan(20);
    assertThat(rowsReadBy(() -> content.hasRun(key("p7")))).isLessThan(20);
    assertThat(rowsReadBy(() -> content.contains(key("other")))).isLessThan(20);
  }

  @Test
  void namesAPipelineWithoutLookingAtWhatTheOthersExport() {
    PipelineNames names = new PipelineNames(jdbc, new ObjectMapper());

    assertThat(rowsReadBy(() -> names.of(project, "f7", null, false))).isLessThan(20);
  }
}
