package dev.quern.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.conversation.GeneratedConversation;
import dev.quern.dataset.conversation.Message;
import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.dataset.entry.GeneratedEntry;
import dev.quern.dataset.question.GeneratedQuestion;
import dev.quern.testing.Await;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
    Versions versions = new Versions();
    String before = versions.rows().question(versions.project, versions.chunk, "Before?");

    String meanwhile =
        versions.goOverWhile(
            () -> versions.rows().question(versions.project, versions.chunk, "Meanwhile?"));

    assertThat(file(versions.jdbc, "question", meanwhile)).isEqualTo(versions.newer);
    assertThat(file(versions.jdbc, "question", before)).isEqualTo(versions.newer);
  }

  @Test
  void givesWhatATaskStoresMeanwhileTheNewFile() {
    Versions versions = new Versions();
    String question = versions.rows().question(versions.project, versions.chunk, "Before?");

    versions.goOverWhile(
        () ->
            versions.fixture.transaction.execute(
                status -> {
                  versions.store(question);
                  return "stored";
                }));

    for (String table : List.of("question", "dataset_entry", "conversation")) {
      assertThat(versions.filesIn(table)).as(table).containsOnly(versions.newer);
    }
  }

  @Test
  void givesAnAnswerOfAQuestionWithoutChunkTheFileOfTheQuestion() {
    Versions versions = new Versions();
    String question = versions.rows().question(versions.project, versions.chunk, "Before?");
    versions.jdbc.sql("delete from chunk").update();

    versions.fixture.entries.putAll(List.of(versions.entry(question, null)), false);

    assertThat(versions.filesIn("dataset_entry")).containsExactly(versions.older);
  }

  /** Two versions of a file; the only chunk is the older's. */
  private static final class Versions {

    final DatasetFixture fixture = new DatasetFixture();
    final JdbcClient jdbc = JdbcClient.create(fixture.template);
    final String project = fixture.rows.project("p");
    final String older = fixture.rows.file(project, "a.md");
    final String newer = fixture.rows.file(project, "b.md");
    final String chunk = fixture.rows.chunk(project, older, 0, "one");

    TestRows rows() {
      return fixture.rows;
    }

    /** Hands the chunk to the newer version while another stores something, which has to wait. */
    String goOverWhile(Supplier<String> storing) {
      CompletableFuture<String> meanwhile =
          fixture.transaction.execute(
              status -> {
                jdbc.sql("select id from source_file where id = ? for update")
                    .param(older)
                    .query(String.class)
                    .single();
                jdbc.sql("update chunk set file_id = ? where id = ?").params(newer, chunk).update();
                CompletableFuture<String> stored = CompletableFuture.supplyAsync(storing);
                Await.until(
                    "the other waits",
                    () ->
                        jdbc.sql("select count(*) from pg_locks where not granted")
                                .query(Long.class)
                                .single()
                            > 0);
                return stored;
              });
      return meanwhile.join();
    }

    void store(String question) {
      Origin origin = new Origin("t", 0, 0);
      fixture.questions.addAll(
          List.of(
              new GeneratedQuestion(
                  project, chunk, null, "Meanwhile?", null, null, List.of(), origin)));
      fixture.entries.putAll(List.of(entry(question, chunk)), false);
      fixture.conversations.addAll(
          List.of(
              new GeneratedConversation(
                  project,
                  question,
                  null,
                  "User",
                  "Expert",
                  2,
                  List.of(new Message("human", "Meanwhile?"), new Message("gpt", "So.")),
                  "m",
                  "en",
                  List.of(),
                  origin)));
    }

    GeneratedEntry entry(String question, String chunkId) {
      return new GeneratedEntry(
          project,
          question,
          "Why?",
          "So.",
          "",
          "text",
          chunkId,
          null,
          "m",
          null,
          List.of(),
          "en",
          null,
          List.of(),
          new Origin("t", 0, 0));
    }

    List<String> filesIn(String table) {
      return jdbc.sql("select file_id from " + table).query(String.class).list();
    }
  }
}
