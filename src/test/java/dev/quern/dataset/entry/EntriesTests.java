package dev.quern.dataset.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.Paging;
import dev.quern.dataset.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class EntriesTests {

  private static final DatasetFixture DATA = new DatasetFixture();

  private final String project = DATA.projects.create("p" + System.nanoTime(), null).id();
  private final String file = DATA.rows.file(project, "a.md");
  private final String chunk = DATA.rows.chunk(project, file, 0, "text");

  @Test
  void keepsTheOrderInWhichABatchCame() {
    var made =
        IntStream.range(0, 300).mapToObj(i -> entry(null, "answer " + i, "order", i)).toList();
    DATA.transaction.executeWithoutResult(status -> DATA.entries.putAll(made, false));
    var page = DATA.entries.list(EntryFilter.all(project), new Paging(3, 100));
    assertThat(page.total()).isEqualTo(300);
    assertThat(page.items())
        .extracting(Entry::answer)
        .containsExactly("answer 100", "answer 101", "answer 102");
  }

  @Test
  void replacesTheEntryOfAQuestionThatHasOne() {
    var question = DATA.rows.question(project, chunk, "Why?");
    DATA.entries.putAll(List.of(entry(question, "old", "t1", 0)), false);
    var old = only();
    DATA.entries.edit(
        project, old.id(), e -> with(e, new BigDecimal("4.5"), List.of("kept?"), true));
    DATA.entries.putAll(List.of(entry(question, "new", "t2", 0)), false);
    var now = only();
    assertThat(now.id()).isEqualTo(old.id());
    assertThat(now.answer()).isEqualTo("new");
    assertThat(now.score()).isNull();
    assertThat(now.tags()).containsExactly("t");
    assertThat(now.confirmed()).isFalse();
    assertThat(now.taskId()).isEqualTo("t2" + project);
  }

  @Test
  void leavesTheEntryOfAQuestionThatHasGotOneMeanwhile() {
    var question = DATA.rows.question(project, chunk, "Why?");
    DATA.entries.putAll(List.of(entry(question, "old", "t8", 0)), false);
    DATA.entries.putAll(
        List.of(entry(question, "late", "t9", 0), entry(null, "other", "t9", 1)), true);
    assertThat(DATA.entries.list(EntryFilter.all(project), Paging.FIRST).items())
        .extracting(Entry::answer)
        .containsExactly("old", "other");
  }

  @Test
  void leavesTheScoreOfAnEntryThatHasGotOneMeanwhile() {
    DATA.entries.putAll(List.of(entry(null, "So.", "t10", 0)), false);
    var made = only();
    DATA.entries.edit(project, made.id(), e -> with(e, new BigDecimal("4.5"), List.of(), false));
    var judged =
        new EntryEvaluation(
            made.id(), made.question(), made.answer(), BigDecimal.ONE, null, "Poor.", "t");
    DATA.entries.judge(List.of(judged), true);
    assertThat(only().score()).isEqualByComparingTo("4.5");
    DATA.entries.judge(List.of(judged), false);
    assertThat(only().score()).isEqualByComparingTo("1");
  }

  @Test
  void takesTheLastOfTwoAnswersToOneQuestionInABatch() {
    var question = DATA.rows.question(project, chunk, "Why?");
    DATA.entries.putAll(
        List.of(entry(question, "first", "t3", 0), entry(question, "second", "t3", 1)), false);
    assertThat(only().answer()).isEqualTo("second");
  }

  @Test
  void refusesASecondRowOfTheSameOrigin() {
    DATA.entries.putAll(List.of(entry(null, "once", "t4", 7)), false);
    assertThatThrownBy(() -> DATA.entries.putAll(List.of(entry(null, "twice", "t4", 7)), false))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void countsAQuestionAsAnsweredAsLongAsItsEntryExists() {
    var question = DATA.rows.question(project, chunk, "Why?");
    DATA.entries.putAll(List.of(entry(question, "So.", "t5", 0)), false);
    assertThat(DATA.questions.get(project, question).answered()).isTrue();
    DATA.entries.delete(project, only().id());
    assertThat(DATA.questions.get(project, question).answered()).isFalse();
  }

  /** Imports take longer texts than people may write. */
  @Test
  void checksOnlyTheFieldsThatAnEditChanges() {
    DATA.entries.putAll(List.of(entry(null, "a", "t8", 0)), false);
    var id = only().id();
    DATA.template.update(
        "update dataset_entry set question = ?, score = 3.7 where id = ?", "q".repeat(20_001), id);
    assertThat(DATA.entries.edit(project, id, e -> with(e, e.score(), e.tags(), true)).confirmed())
        .isTrue();
    assertThatThrownBy(
            () ->
                DATA.entries.edit(
                    project, id, e -> with(e, new BigDecimal("3.6"), e.tags(), false)))
        .hasMessageContaining("score");
  }

  @Test
  void countsScoresBetweenHalvesToTheNearest() {
    DATA.entries.putAll(List.of(entry(null, "a", "t9", 0), entry(null, "b", "t9", 1)), false);
    DATA.template.update(
        "update dataset_entry set score = case answer when 'a' then 3.6 else 3.7 end where project_id = ?",
        project);
    assertThat(DATA.statistics.of(EntryFilter.all(project)).histogram())
        .contains(new EntryStatistics.Bar(new BigDecimal("3.5"), 2));
  }

  @Test
  void findsByEveryFilter() {
    var question = DATA.rows.question(project, chunk, "Why?");
    DATA.entries.putAll(
        List.of(entry(question, "100%_sure", "t6", 0), entry(null, "x", "t7", 0)), false);
    var id = DATA.entries.list(filter(null, "100%_SURE"), Paging.FIRST).items().get(0).id();
    DATA.entries.edit(project, id, e -> with(e, new BigDecimal("4"), List.of("a", "b"), true));
    var filters =
        List.of(
            EntryFilter.all(project).withFiles(List.of(file, "other")).withTask("t6" + project),
            EntryFilter.all(project)
                .withChunk(chunk)
                .withQuestion(question)
                .withLabel("label")
                .withModel("model"),
            EntryFilter.all(project)
                .withMinScore(new BigDecimal("3.5"))
                .withConfirmed(true)
                .withLanguage("en")
                .withTags(List.of("b", "a")),
            filter("t6" + project, null));
    for (var filter : filters) {
      assertThat(DATA.entries.list(filter, Paging.FIRST).items())
          .as("%s", filter)
          .extracting(Entry::id)
          .containsExactly(id);
      var streamed = new ArrayList<Entry>();
      DATA.transaction.executeWithoutResult(status -> DATA.entries.each(filter, streamed::add));
      assertThat(streamed).extracting(Entry::id).containsExactly(id);
    }
    assertThat(DATA.entries.list(filter(null, "%"), Paging.FIRST).total()).isOne();
  }

  private EntryFilter filter(String taskId, String holds) {
    return EntryFilter.all(project).withTask(taskId).withText(holds);
  }

  private Entry only() {
    return DATA.entries.list(EntryFilter.all(project), Paging.FIRST).items().get(0);
  }

  private GeneratedEntry entry(String question, String answer, String task, int seq) {
    return new GeneratedEntry(
        project,
        question,
        "Why?",
        answer,
        "",
        "text",
        question == null ? null : chunk,
        "doc-0",
        question == null ? "other" : "model",
        "label",
        List.of("t"),
        "en",
        null,
        List.of(),
        new Origin(task + project, seq, 0));
  }

  private static EntryEdit with(EntryEdit e, BigDecimal score, List<String> tags, boolean ok) {
    return new EntryEdit(
        e.question(),
        e.answer(),
        e.cot(),
        e.questionLabel(),
        score,
        e.aiEvaluation(),
        tags,
        e.note(),
        ok,
        e.language());
  }
}
