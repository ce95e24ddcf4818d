package dev.quern.dataset.question;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.BatchedReads;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.Slice;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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
public class Questions {

  private static final String SELECT =
      """
      select q.id, q.project_id, q.chunk_id, q.image_id, q.question, q.label, q.ga_pair_id, q.warnings, q.task_id,
             q.create_at, q.update_at,
             q.settled or exists (select 1 from dataset_entry e where e.question_id = q.id)
                 or exists (select 1 from image_entry e where e.question_id = q.id) as answered
      from question q
      """;

  private static final String ONE = SELECT + " where q.project_id = :project_id and q.id = :id";

  private static final String MANY = SELECT + " where q.id = any(:ids)";

  /**
   * Uses the clock of each row, not of the transaction, so that rows stored together keep their
   * order.
   */
  private static final String INSERT =
      """
      insert into question (id, project_id, chunk_id, image_id, question, label, ga_pair_id,
                            task_id, item_seq, ordinal, warnings, create_at, update_at)
      values (?, ?, ?, ?, ?, ?, (select id from ga_pair where id = ?), ?, ?, ?, ?, clock_timestamp(), clock_timestamp())
      """;

  private static final String UPDATE =
      """
      update question set question = :question, label = :label, update_at = now(),
             warnings = case when question = :question then warnings else '{}' end
      where id = :id
      """;

  private static final String DELETE =
      "delete from question where project_id = :project_id and id = :id";

  private static final String CHUNK =
      "select name from chunk where project_id = :project_id and id = :id";

  private static final PagedQuery<Question> LISTING =
      new PagedQuery<>("question q", "q", SELECT, "q.create_at, q.id", Questions::row);

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final BatchedReads<String, Question> ofItems;

  public Questions(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.ofItems = new BatchedReads<>("question-reads", this::byId);
  }

  /** The questions that pass the filter, oldest first. */
  public Page<Question> list(QuestionFilter filter, Paging paging) {
    return LISTING.page(jdbc, filter.where(), paging);
  }

  /** The questions before or after a row that pass the filter, in the order of the list. */
  public Slice<Question> slice(QuestionFilter filter, Cursor cursor, int limit) {
    return LISTING.slice(jdbc, filter.where(), cursor, limit);
  }

  /** Counts those that pass the filter, up to {@code max}. */
  public long countUpTo(QuestionFilter filter, int max) {
    return LISTING.countUpTo(jdbc, filter.where(), max);
  }

  /** The question. @throws NotFoundException when the project has none of that id */
  public Question get(String projectId, String id) {
    return one(ONE, projectId, id);
  }

  /** The same, for items that run at the same time: their reads are combined into one statement. */
  public Question getForItem(String projectId, String id) {
    return ofItems
        .get(id)
        .filter(question -> question.projectId().equals(projectId))
        .orElseThrow(() -> NotFoundException.of("question", id));
  }

  private Map<String, Question> byId(Collection<String> ids) {
    return jdbc
        .sql(MANY)
        .param("ids", ids.toArray(String[]::new))
        .query(Questions::row)
        .list()
        .stream()
        .collect(Collectors.toMap(Question::id, question -> question));
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
    var id = Ids.next();
    batches.update(
        INSERT,
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
        new String[0]);
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
    batches.batchUpdate(INSERT, questions.stream().map(Questions::values).toList());
  }

  /** Applies a change. An entry that answers the question keeps what it says. */
  @Transactional
  public Question edit(String projectId, String id, UnaryOperator<QuestionEdit> change) {
    var edit = change.apply(one(ONE + " for update of q", projectId, id).edit());
    edit.check();
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("question", edit.question())
        .param("label", edit.label())
        .update();
    return get(projectId, id);
  }

  /** Deletes the question. An entry that answers it stays. */
  public void delete(String projectId, String id) {
    if (jdbc.sql(DELETE).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of("question", id);
    }
  }

  /**
   * The name of the chunk in a request; null for none. Fails with 422 if the project has no such
   * chunk.
   */
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
            () ->
                InvalidRequestException.unprocessable(
                    "chunk_id", "names no chunk of this project: " + chunkId));
  }

  private Question one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(Questions::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("question", id));
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
      made.warnings().toArray(new String[0])
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
