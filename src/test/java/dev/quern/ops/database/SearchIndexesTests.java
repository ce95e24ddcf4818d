package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Paging;
import dev.quern.dataset.RowFilter;
import dev.quern.dataset.chunk.ChunkFilter;
import dev.quern.dataset.conversation.ConversationFilter;
import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.image.ImageEntryFilter;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.QuestionFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The indexes by which long lists are searched. */
class SearchIndexesTests {

  private static final String USER = "plain_user";

  private final DatasetFixture fixture = new DatasetFixture();
  private final JdbcClient jdbc = JdbcClient.create(fixture.source);
  private final String project = fixture.rows.project("p");

  private void makeQuestions(int count) {
    jdbc.sql(
            """
            insert into question (id, project_id, question, create_at)
            select 'q' || i, :project, 'What of 50% and mill_' || i || ' in 机器学习?',
                now() + i * interval '1 second'
            from generate_series(1, :count) i
            """)
        .param("project", project)
        .param("count", count)
        .update();
    jdbc.sql("analyze").update();
  }

  private List<String> found(String text) {
    return fixture
        .questions
        .list(QuestionFilter.all(project).withText(text), Paging.FIRST)
        .items()
        .stream()
        .map(Question::id)
        .toList();
  }

  private List<String> indexes() {
    return jdbc.sql(
            "select indexrelid::regclass::text from pg_index where indisvalid and"
                + " indexrelid::regclass::text like '%_by_text' order by 1")
        .query(String.class)
        .list();
  }

  /** So that the plan shows which one can be used, not which is cheapest for two rows. */
  private List<String> otherIndexes(String table) {
    return jdbc.sql(
            "select indexrelid::regclass::text from pg_index where indrelid = to_regclass(:table)"
                + " and not indisunique and indexrelid::regclass::text not like '%_by_text'")
        .param("table", table)
        .query(String.class)
        .list();
  }

  private String plan(String table, RowFilter<?> filter) {
    return fixture.transaction.execute(
        status -> {
          jdbc.sql("set local enable_seqscan = off").update();
          otherIndexes(table.split(" ")[0]).forEach(i -> jdbc.sql("drop index " + i).update());
          status.setRollbackOnly();
          return String.join(
              "\n",
              jdbc.sql("explain select 1 from " + table + " " + filter.where().sql())
                  .params(filter.where().values())
                  .query(String.class)
                  .list());
        });
  }

  @Test
  void makesTheIndexOfATableThatHasBecomeLong() {
    SearchIndexes searches = new SearchIndexes(jdbc, 300);
    makeQuestions(299);
    searches.makeMissing();
    assertThat(indexes()).isEmpty();

    jdbc.sql("insert into question (id, project_id, question) values ('one', ?, 'One more')")
        .param(project)
        .update();
    jdbc.sql("analyze question").update();
    searches.makeMissing();
    searches.makeMissing();

    assertThat(indexes()).containsExactly("question_by_text");
  }

  @Test
  void theFiltersOfAllListsUseThem() {
    makeQuestions(2);
    new SearchIndexes(jdbc, 0).makeMissing();

    Map.of(
            "question q", QuestionFilter.all(project).withText("mill"),
            "dataset_entry e", EntryFilter.all(project).withText("mill"),
            "chunk c", ChunkFilter.all(project).withText("mill"),
            "conversation v", ConversationFilter.all(project).withText("mill"),
            "image_entry e", ImageEntryFilter.all(project).withText("mill"))
        .forEach(
            (table, filter) ->
                assertThat(plan(table, filter))
                    .contains("Index Scan on " + table.split(" ")[0] + "_by_text"));
  }

  @Test
  void findsTheSameWithAndWithoutOne() {
    makeQuestions(120);
    List<String> texts = List.of("MILL_7", "50% AND", "机器学", "机器", "l_77", "%", "ll", "nobody");
    List<List<String>> before = texts.stream().map(this::found).toList();

    new SearchIndexes(jdbc, 0).makeMissing();

    assertThat(texts.stream().map(this::found).toList()).isEqualTo(before);
    assertThat(before.get(0)).hasSize(11);
    assertThat(before.get(3)).hasSize(100);
    assertThat(before.get(7)).isEmpty();
  }

  @Test
  void makesAnIndexAnewWhoseBuildWasBrokenOff() {
    jdbc.sql("analyze").update();
    new SearchIndexes(jdbc, 0).makeMissing();
    jdbc.sql("update pg_index set indisvalid = false where indexrelid = 'chunk_by_text'::regclass")
        .update();
    assertThat(indexes()).doesNotContain("chunk_by_text");

    new SearchIndexes(jdbc, 0).makeMissing();

    assertThat(indexes()).contains("chunk_by_text").hasSize(5);
  }

  @Test
  void searchesWithoutIndexWhereTheExtensionMayNotBeCreated() {
    makeQuestions(20);
    jdbc.sql("drop role if exists " + USER).update();
    jdbc.sql("create role " + USER + " login password 'p'").update();
    jdbc.sql("grant select on all tables in schema public to " + USER).update();
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setUrl(((PGSimpleDataSource) fixture.source).getUrl());
    plain.setUser(USER);
    plain.setPassword("p");

    new SearchIndexes(JdbcClient.create(plain), 0).makeMissing();

    assertThat(indexes()).isEmpty();
    assertThat(found("mill_20")).containsExactly("q20");
  }

  @Test
  void looksForATextOfTwoCharactersInTheNewestRowsOnly() {
    makeQuestions(10_001);
    jdbc.sql("update question set question = 'oldest of xy' where id = 'q1'").update();
    jdbc.sql("update question set question = 'next of xy' where id = 'q2'").update();

    assertThat(found("xy")).containsExactly("q2");
    assertThat(found("of xy")).containsExactly("q1", "q2");
  }
}
