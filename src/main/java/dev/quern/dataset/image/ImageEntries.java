package dev.quern.dataset.image;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.ProjectRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The entries of images: at most one for each question. Tasks make them; people edit them. */
@Repository
public class ImageEntries extends ProjectRows<ImageEntry, ImageEntryFilter> {

  private static final String SELECT =
      """
      select e.id, e.project_id, e.image_id, e.image_name, e.question_id, e.question, e.answer, e.answer_type,
             e.model, e.question_label, e.tags, e.note, e.confirmed, e.language, e.warnings, e.task_id, e.create_at, e.update_at
      from image_entry e
      """;

  private static final String INSERT =
      """
      insert into image_entry (id, project_id, image_id, image_name, question_id, question, answer, answer_type,
                               model, question_label, language, task_id, item_seq, ordinal, warnings,
                               create_at, update_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              array(select unnest(cast(? as text[])) union select w from question q, unnest(q.warnings) w
                    where q.id = ? and w <> 'cut_off'),
              clock_timestamp(), clock_timestamp())
      """;

  /** A new answer takes the old one's row: what was thought of the old answer goes with it. */
  private static final String PUT =
      INSERT
          + """
          on conflict (question_id) do update set
            image_id = excluded.image_id, image_name = excluded.image_name, question = excluded.question,
            answer = excluded.answer, answer_type = excluded.answer_type, model = excluded.model,
            question_label = excluded.question_label, language = excluded.language, task_id = excluded.task_id,
            item_seq = excluded.item_seq, ordinal = excluded.ordinal, tags = '{}', note = null, confirmed = false,
            warnings = excluded.warnings, update_at = excluded.update_at
          """;

  private static final String PUT_MISSING = INSERT + " on conflict (question_id) do nothing";

  private static final String UPDATE =
      """
      update image_entry set question = :question, answer = :answer, question_label = :question_label, tags = :tags,
             note = :note, confirmed = :confirmed, language = :language, update_at = now(),
             warnings = case when (question, answer) = (:question, :answer) then warnings else '{}' end
      where id = :id
      """;

  private static final String ORDER = "e.create_at, e.id";

  private static final PagedQuery<ImageEntry> LISTING =
      new PagedQuery<>("image_entry e", "e", SELECT, ORDER, ImageEntries::row);

  public ImageEntries(JdbcClient jdbc, JdbcTemplate batches) {
    super("entry", LISTING, jdbc, batches);
  }

  /**
   * Stores what a task generated, in one batch. Runs in the transaction that marks the items as
   * done. An entry for a question that already has one replaces it under the old id; of two, the
   * last one counts.
   *
   * @param onlyMissing whether an entry that a question has got meanwhile stays as it is
   * @return how many were stored
   */
  public int putAll(List<GeneratedImageEntry> entries, boolean onlyMissing) {
    Map<String, GeneratedImageEntry> latest = new LinkedHashMap<>();
    entries.forEach(entry -> latest.put(entry.questionId(), entry));
    return Arrays.stream(
            batches.batchUpdate(
                onlyMissing ? PUT_MISSING : PUT,
                latest.values().stream().map(ImageEntries::values).toList()))
        .sum();
  }

  /** Applies a change. */
  @Transactional
  public ImageEntry edit(String projectId, String id, UnaryOperator<ImageEntryEdit> change) {
    var stored = lock(projectId, id).edit();
    var edit = change.apply(stored);
    edit.check(stored);
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
