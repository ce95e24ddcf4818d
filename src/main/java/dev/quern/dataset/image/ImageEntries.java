package dev.quern.dataset.image;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.Cursor;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.Slice;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The entries of images: at most one for each question. Tasks make them; people edit them. */
@Repository
public class ImageEntries {

  private static final String SELECT =
      """
      select e.id, e.project_id, e.image_id, e.image_name, e.question_id, e.question, e.answer, e.answer_type,
             e.model, e.question_label, e.tags, e.note, e.confirmed, e.language, e.warnings, e.task_id, e.create_at, e.update_at
      from image_entry e
      """;

  private static final String ONE = SELECT + " where e.project_id = :project_id and e.id = :id";

  /**
   * A new answer takes the row of the old one; the score and notes of the old answer are deleted.
   */
  private static final String PUT =
      """
      insert into image_entry (id, project_id, image_id, image_name, question_id, question, answer, answer_type,
                               model, question_label, language, task_id, item_seq, ordinal, warnings,
                               create_at, update_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              array(select unnest(cast(? as text[])) union select unnest(q.warnings) from question q where q.id = ?),
              clock_timestamp(), clock_timestamp())
      on conflict (question_id) do update set
        image_id = excluded.image_id, image_name = excluded.image_name, question = excluded.question,
        answer = excluded.answer, answer_type = excluded.answer_type, model = excluded.model,
        question_label = excluded.question_label, language = excluded.language, task_id = excluded.task_id,
        item_seq = excluded.item_seq, ordinal = excluded.ordinal, tags = '{}', note = null, confirmed = false,
        warnings = excluded.warnings, update_at = excluded.update_at
      """;

  private static final String UPDATE =
      """
      update image_entry set question = :question, answer = :answer, question_label = :question_label, tags = :tags,
             note = :note, confirmed = :confirmed, language = :language, update_at = now(),
             warnings = case when (question, answer) = (:question, :answer) then warnings else '{}' end
      where id = :id
      """;

  private static final String DELETE =
      "delete from image_entry where project_id = :project_id and id = :id";

  private static final String ORDER = "e.create_at, e.id";

  private static final PagedQuery<ImageEntry> LISTING =
      new PagedQuery<>("image_entry e", "e", SELECT, ORDER, ImageEntries::row);

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final NamedParameterJdbcTemplate cursors;

  public ImageEntries(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.cursors = PagedQuery.cursors(batches, 500);
  }

  /** The entries that pass the filter, oldest first. */
  public Page<ImageEntry> list(ImageEntryFilter filter, Paging paging) {
    return LISTING.page(jdbc, filter.where(), paging);
  }

  /** The entries before or after a row that pass the filter, in the order of the list. */
  public Slice<ImageEntry> slice(ImageEntryFilter filter, Cursor cursor, int limit) {
    return LISTING.slice(jdbc, filter.where(), cursor, limit);
  }

  /** Counts those that pass the filter, up to {@code max}. */
  public long countUpTo(ImageEntryFilter filter, int max) {
    return LISTING.countUpTo(jdbc, filter.where(), max);
  }

  /** Passes every entry that matches the filter to the sink, oldest first, through a cursor. */
  @Transactional(readOnly = true)
  public void each(ImageEntryFilter filter, Consumer<ImageEntry> sink) {
    LISTING.each(cursors, filter.where(), sink);
  }

  /** The entry. @throws NotFoundException when the project has none of that id */
  public ImageEntry get(String projectId, String id) {
    return one(ONE, projectId, id);
  }

  /**
   * Stores what a task generated, in one batch. Runs in the transaction that marks the items as
   * done. An entry for a question that already has one replaces it under the old id; of two, the
   * last one counts.
   */
  public void putAll(List<GeneratedImageEntry> entries) {
    Map<String, GeneratedImageEntry> latest = new LinkedHashMap<>();
    entries.forEach(entry -> latest.put(entry.questionId(), entry));
    batches.batchUpdate(PUT, latest.values().stream().map(ImageEntries::values).toList());
  }

  /** Applies a change. */
  @Transactional
  public ImageEntry edit(String projectId, String id, UnaryOperator<ImageEntryEdit> change) {
    var edit = change.apply(one(ONE + " for update", projectId, id).edit());
    edit.check();
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("question", edit.question())
        .param("answer", edit.answer())
        .param("question_label", edit.questionLabel())
        .param("tags", Objects.requireNonNull(edit.tags()).toArray(new String[0]))
        .param("note", edit.note())
        .param("confirmed", edit.confirmed())
        .param("language", edit.language())
        .update();
    return get(projectId, id);
  }

  /** Deletes the entry. Its question counts as unanswered again. */
  public void delete(String projectId, String id) {
    if (jdbc.sql(DELETE).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of("entry", id);
    }
  }

  private ImageEntry one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(ImageEntries::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("entry", id));
  }

  private static @Nullable Object[] values(GeneratedImageEntry made) {
    return new @Nullable Object[] {
      Ids.next(),
      made.projectId(),
      made.imageId(),
      made.imageName(),
      made.questionId(),
      made.question(),
      made.answer(),
      made.answerType(),
      made.model(),
      made.questionLabel(),
      made.language(),
      made.origin().taskId(),
      made.origin().itemSeq(),
      made.origin().ordinal(),
      made.warnings().toArray(new String[0]),
      made.questionId()
    };
  }

  private static ImageEntry row(ResultSet row, int number) throws SQLException {
    return new ImageEntry(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("image_id"),
        row.getString("image_name"),
        row.getString("question_id"),
        row.getString("question"),
        row.getString("answer"),
        row.getString("answer_type"),
        row.getString("model"),
        row.getString("question_label"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("note"),
        row.getBoolean("confirmed"),
        row.getString("language"),
        List.of((String[]) row.getArray("warnings").getArray()),
        row.getString("task_id"),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
