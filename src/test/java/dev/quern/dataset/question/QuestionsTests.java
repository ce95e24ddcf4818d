package dev.quern.dataset.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.Paging;
import dev.quern.dataset.Origin;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.ChunkFilter;
import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.error.InvalidRequestException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class QuestionsTests {

  private static final DatasetFixture DATA = new DatasetFixture();

  private final String project = DATA.projects.create("p" + System.nanoTime(), null).id();
  private final String file = DATA.rows.file(project, "a.md");
  private final String chunk = DATA.rows.chunk(project, file, 0, "text");

  @Test
  void keepsTheOrderInWhichABatchCame() {
    var made = IntStream.range(0, 50).mapToObj(i -> question("q" + i, i)).toList();
    DATA.transaction.executeWithoutResult(status -> DATA.questions.addAll(made));
    assertThat(DATA.questions.list(QuestionFilter.all(project), Paging.FIRST).items())
        .extracting(Question::question)
        .containsExactlyElementsOf(made.stream().map(GeneratedQuestion::question).toList());
  }

  @Test
  void storesNothingOfABatchThatHasARowStoredBefore() {
    DATA.questions.addAll(List.of(question("once", 1)));
    assertThatThrownBy(
            () ->
                DATA.transaction.executeWithoutResult(
                    s -> DATA.questions.addAll(List.of(question("new", 0), question("twice", 1)))))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(DATA.questions.list(QuestionFilter.all(project), Paging.FIRST).total()).isOne();
  }

  @Test
  void findsTheQuestionsThatCameFromAFile() {
    DATA.questions.addAll(List.of(question("of the file", 0)));
    DATA.questions.create(project, new NewQuestion("of nothing", null, null));
    var filter = QuestionFilter.all(project).withFile(file).withAnswer(false).withText("THE F");
    assertThat(DATA.questions.list(filter, Paging.FIRST).items())
        .extracting(Question::question)
        .containsExactly("of the file");
  }

  @Test
  void refusesAQuestionAboutAChunkOfAnotherProject() {
    var other = DATA.projects.create("o" + System.nanoTime(), null).id();
    assertThatThrownBy(() -> DATA.questions.create(other, new NewQuestion("Why?", chunk, null)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.status()).isEqualTo(422));
  }

  @Test
  void listsTheChunksOfOneTransactionInTheOrderOfTheirFile() {
    DATA.transaction.executeWithoutResult(
        status -> {
          for (int i = 30; i > 0; i--) {
            DATA.rows.chunk(project, file, i, "c" + i);
          }
        });
    DATA.template.update("update chunk set create_at = now() where project_id = ?", project);
    assertThat(DATA.chunks.list(ChunkFilter.all(project), Paging.FIRST).items())
        .extracting(Chunk::index)
        .isEqualTo(IntStream.rangeClosed(0, 30).boxed().toList());
  }

  private GeneratedQuestion question(String text, int ordinal) {
    return new GeneratedQuestion(
        project, chunk, null, text, "l", null, List.of(), new Origin("t" + project, 1, ordinal));
  }
}
