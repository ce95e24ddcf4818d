package dev.quern.dataset.question;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.dataset.BatchedReads;
import dev.quern.dataset.FileLocks;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.ProjectRows;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores, reads, edits and deletes questions. A question is answered while an entry for it exists,
 * or when its entry was removed as a duplicate.
 */
@Repository
public class Questions extends ProjectRows<Question, QuestionFilter> {

  private static final String SELECT =
      """
      select q.id, q.project_id, q.chunk_id, q.image_id, q.question, q.label, q.ga_pair_id, q.warnings, q.task_id,
             q.create_at, q.update_at,
             q.settled or exists (select 1 from dataset_entry e where e.question_id = q.id)
                 or exists (select 1 from image_entry e where e.question_id = q.id) as answered
      from question q
      """;

  /**
   * One statement for many rows: half the work of one for each. It uses the clock of each row, not
   * of the transaction, so that rows stored together keep their order.
   */
  private static final String INSERT =
      """
      insert into question (id, project_id, chunk_id, file_id, image_id, question, label, ga_pair_id,
                            task_id, item_seq, ordinal, warnings, create_at, update_at)
      select n.id, n.project_id, n.chunk_id, (select file_id from chunk where id = n.chunk_id),
             n.image_id, n.question, n.label, (select id from ga_pair where id = n.ga_pair_id),
             n.task_id, n.item_seq, n.ordinal, string_to_array(n.warnings, ','),
             clock_timestamp(), clock_timestamp()
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::int[], ?::int[], ?::text[]) with ordinality
          as n (id, project_id, chunk_id, image_id, question, label, ga_pair_id, task_id, item_seq,
                ordinal, warnings, place)
      order by n.place
      """;

  private static final String UPDATE =
      """
      update question set question = :question, label = :label, update_at = now(),
             warnings = case when question = :question then warnings else '{}' end
      where id = :id
      """;

  private static final String CHUNK =
      "select name from chunk where project_id = :project_id and id = :id";

  private static final PagedQuery<Question> LISTING =
      new PagedQuery<>("question q", "q", SELECT, "q.create_at, q.id", Questions::row);

  private final BatchedReads<String, Question> ofItems;

  public Questions(JdbcClient jdbc, JdbcTemplate batches) {
    super("question", LISTING, jdbc, batches);
    this.ofItems = new BatchedReads<>("question-reads", this::byId);
  }

  /** The same for one of many items at work, which are read together; at most a second old. */
  public Question getForItem(String run, String projectId, String id) {
    return ofItems
        .get(run, id)
        .filter(question -> question.projectId().equals(projectId))
        .orElseThrow(() -> NotFoundException.of("question", id));
  }

  /** Has questions read for items of a run that come next. */
  public void readAhead(String run, Collection<String> ids) {
    ofItems.readAhead(run, ids);
  }

  private Map<String, Question> byId(Collection<String> ids) {
    return all(ids).stream().collect(Collectors.toMap(Question::id, question -> question));
  }

  /**
   * Stores a question that a person asked.
   *
   * @throws InvalidRequestException when a field is wrong, or the chunk is not in the project (422)
   */
  @Transactional
  public Question create(String projectId, NewQuestion draft) {
    new QuestionEdit(draft.question(), draft.label()).check();
    chunkName(jdbc, projectId, draft.chunkId());
    FileLocks.holdOfChunks(jdbc, Collections.singleton(draft.chunkId()));
    var id = Ids.next();
    insert(
        List.<@Nullable Object[]>of(
            new @Nullable Object[] {
              id,
              projectId,
              draft.chunkId(),
              null,
              draft.question(),
              draft.label(),
              null,
              null,
              null,
              null,
              ""
            }));
    return get(projectId, id);
  }

  /**
   * Stores what a task generated, in its order and in one batch. Runs in the transaction that marks
   * the items as done.
   *
   * @throws org.springframework.dao.DuplicateKeyException when a row of the same origin is stored
   *     already
   */
  public void addAll(List<GeneratedQuestion> questions) {
    FileLocks.holdOfChunks(
        jdbc, questions.stream().map(GeneratedQuestion::chunkId).collect(Collectors.toSet()));
    insert(questions.stream().map(Questions::values).toList());
  }

  private void insert(List<@Nullable Object[]> rows) {
    Object[] columns = new Object[11];
    for (int column = 0; column < columns.length; column++) {
      int at = column;
      boolean number = column == 8 || column == 9;
      columns[column] =
          rows.stream().map(row -> row[at]).toArray(number ? Integer[]::new : String[]::new);
    }
    batches.update(INSERT, columns);
  }

  /** Applies a change. An entry that answers the question keeps what it says. */
  @Transactional
  public Question edit(String projectId, String id, UnaryOperator<QuestionEdit> change) {
    var edit = change.apply(lock(projectId, id).edit());
    edit.check();
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("question", edit.question())
        .param("label", edit.label())
        .update();
    return get(projectId, id);
  }

  /** The name of a chunk that a body names; null for none, a 422 for one that the project lacks. */
  public static @Nullable String chunkName(
      JdbcClient jdbc, String projectId, @Nullable String chunkId) {
    if (chunkId == null) {
      return null;
    }
    return jdbc.sql(CHUNK)
        .param("project_id", projectId)
        .param("id", chunkId)
        .query(String.class)
        .optional()
        .orElseThrow(
            () -> InvalidRequestException.unknown("chunk_id", "chunk of this project", chunkId));
  }

  private static @Nullable Object[] values(GeneratedQuestion made) {
    return new @Nullable Object[] {
      Ids.next(),
      made.projectId(),
      made.chunkId(),
      made.imageId(),
      made.question(),
      made.label(),
      made.gaPairId(),
      made.origin().taskId(),
      made.origin().itemSeq(),
      made.origin().ordinal(),
      String.join(",", made.warnings())
    };
  }

  private static Question row(ResultSet row, int number) throws SQLException {
    return new Question(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("chunk_id"),
        row.getString("image_id"),
        row.getString("question"),
        row.getString("label"),
        row.getBoolean("answered"),
        row.getString("ga_pair_id"),
        List.of((String[]) row.getArray("warnings").getArray()),
        row.getString("task_id"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
