package dev.quern.dataset.lineage;

import dev.quern.dataset.PagedQuery;
import dev.quern.error.ConflictException;
import dev.quern.error.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What came from a file: its extracted text, and the chunks, questions and entries made of it. */
@Repository
public class FileLineage {

  private static final String NAME =
      "select file_name from source_file where project_id = :project_id and id = :id";

  private static final String TEXT =
      "select content from source_text where file_id = :id order by seq";

  private static final String COUNT =
      """
      select (select count(*) from chunk where file_id = :id) as chunks,
             (select count(*) from question where file_id = :id) as questions,
             (select count(*) from dataset_entry where file_id = :id and removed_at is null) as entries,
             (select count(*) from dataset_entry where file_id = :id and removed_at is not null) as removed,
             (select count(*) from conversation where file_id = :id) as conversations,
             (select count(*) from image where file_id = :id) as images,
             (select count(*) from question q join image i on i.id = q.image_id where i.file_id = :id)
                 as image_questions,
             (select count(*) from image_entry e join image i on i.id = e.image_id where i.file_id = :id)
                 as image_entries
      """;

  private static final String[] DELETE = {
    "delete from conversation where file_id = :id",
    "delete from dataset_entry where file_id = :id",
    "delete from question where file_id = :id",
    "delete from chunk where file_id = :id",
    "delete from image where file_id = :id",
    "delete from source_file where id = :id"
  };

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate cursors;

  public FileLineage(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.cursors = PagedQuery.cursors(template, 4);
  }

  /**
   * The numbers of rows that go with a file.
   *
   * @param removed entries that are removed and can still be restored
   * @param imageQuestions about its images
   * @param imageEntries about its images
   */
  public record Counts(
      long chunks,
      long questions,
      long entries,
      long removed,
      long conversations,
      long images,
      long imageQuestions,
      long imageEntries) {}

  /**
   * What is deleted with a file.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public Counts counts(String projectId, String id) {
    name(projectId, id);
    return counts(id);
  }

  private Counts counts(String id) {
    return jdbc.sql(COUNT).param("id", id).query(Counts.class).single();
  }

  /**
   * The file's name.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public String name(String projectId, String id) {
    return name(NAME, projectId, id);
  }

  /** Writes the file's extracted text, a few pieces in memory at a time. */
  @Transactional(readOnly = true)
  public void writeText(String id, Writer out) {
    cursors.query(
        TEXT,
        Map.of("id", id),
        row -> {
          try {
            out.write(row.getString("content"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Deletes the file, its text and its chunks.
   *
   * @param cascade whether questions, entries and conversations that came from it go too, also
   *     those whose chunk is gone, and not only the file
   * @throws ConflictException when rows came from it and {@code cascade} is false
   */
  @Transactional
  public void delete(String projectId, String id, boolean cascade) {
    var name = name(NAME + " for update", projectId, id);
    if (!cascade) {
      refuseWhereRowsCameFrom(id, name);
    }
    for (var statement : DELETE) {
      jdbc.sql(statement).param("id", id).update();
    }
  }

  private void refuseWhereRowsCameFrom(String id, String name) {
    var count = counts(id);
    if (!count.equals(new Counts(0, 0, 0, 0, 0, 0, 0, 0))) {
      throw ConflictException.because(
          "%s chunks, %s questions, %s entries, %s conversations and %s images came from '%s': delete it with ?cascade=true to delete them too."
              .formatted(
                  count.chunks(),
                  count.questions() + count.imageQuestions(),
                  count.entries() + count.removed() + count.imageEntries(),
                  count.conversations(),
                  count.images(),
                  name));
    }
  }

  private String name(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> NotFoundException.of("file", id));
  }
}
