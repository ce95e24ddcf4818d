package dev.quern.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.testing.Await;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The file that questions, entries and conversations remember. */
class FileOfRowsMigrationTests {

  private static String file(JdbcClient jdbc, String table, String id) {
    return jdbc.sql("select file_id from " + table + " where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  @Test
  void givesRowsOfOlderDatabasesTheFileOfTheirChunk() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(TestDatabase.url());
    source.setCurrentSchema("older");
    Flyway.configure().dataSource(source).schemas("older").target("18").load().migrate();
    TestRows rows = new TestRows(source);
    JdbcClient jdbc = JdbcClient.create(source);
    String project = rows.project("p");
    String file = rows.file(project, "a.md");
    String question = rows.question(project, rows.chunk(project, file, 0, "one"), "Why?");
    String conversation = rows.conversation(project, question, "Why?", "So.");
    jdbc.sql(
            "insert into ga_pair (id, project_id, file_id, genre, audience) values ('g', ?, ?, 'g', 'a')")
        .params(project, file)
        .update();
    jdbc.sql(
            "insert into question (id, project_id, ga_pair_id, question) values ('q', ?, 'g', 'How?')")
        .param(project)
        .update();
    for (String asked : List.of(question, "q")) {
      jdbc.sql(
              "insert into dataset_entry (id, project_id, question_id, question, answer) values ('e' || ?, ?, ?, 'Why?', 'So.')")
          .params(asked, project, asked)
          .update();
    }

    Flyway.configure().dataSource(source).schemas("older").load().migrate();

    assertThat(file(jdbc, "question", question)).isEqualTo(file);
    assertThat(file(jdbc, "conversation", conversation)).isEqualTo(file);
    assertThat(file(jdbc, "question", "q")).isEqualTo(file);
    assertThat(file(jdbc, "dataset_entry", "e" + question)).isEqualTo(file);
    assertThat(file(jdbc, "dataset_entry", "eq")).isEqualTo(file);
  }

  @Test
  void givesARowThatIsStoredWhileItsChunkGoesOverTheNewFile() {
    DatasetFixture fixture = new DatasetFixture();
    JdbcClient jdbc = JdbcClient.create(fixture.template);
    String project = fixture.rows.project("p");
    String older = fixture.rows.file(project, "a.md");
    String newer = fixture.rows.file(project, "b.md");
    String chunk = fixture.rows.chunk(project, older, 0, "one");
    String before = fixture.rows.question(project, chunk, "Before?");

    CompletableFuture<String> meanwhile =
        fixture.transaction.execute(
            status -> {
              jdbc.sql("select id from source_file where id = ? for update")
                  .param(older)
                  .query(String.class)
                  .single();
              jdbc.sql("update chunk set file_id = ? where id = ?").params(newer, chunk).update();
              CompletableFuture<String> stored =
                  CompletableFuture.supplyAsync(
                      () -> fixture.rows.question(project, chunk, "Meanwhile?"));
              Await.until(
                  "the other waits",
                  () ->
                      jdbc.sql("select count(*) from pg_locks where not granted")
                              .query(Long.class)
                              .single()
                          > 0);
              return stored;
            });

    assertThat(file(jdbc, "question", meanwhile.join())).isEqualTo(newer);
    assertThat(file(jdbc, "question", before)).isEqualTo(newer);
  }
}
